package io.penstock.console.gogo;

import io.penstock.console.gogo.access.CommandFailure;
import io.penstock.console.gogo.access.Invocation;
import io.penstock.console.gogo.command.ConnectCommand;
import io.penstock.console.gogo.text.Cell;
import io.penstock.console.gogo.text.Column;
import io.penstock.console.gogo.text.Column.Fit;
import io.penstock.console.gogo.text.Output;
import io.penstock.console.gogo.text.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code help}: what there is, and what one command takes. */
@Command(description = "List the commands, or tell what one of them takes.")
final class HelpCommand extends ConnectCommand {

    @Parameters(arity = "0..1", paramLabel = COMMAND, description = "The command; all when left out.")
    private @Nullable String command;

    @Override
    public void run(Invocation invocation) {
        Output output = invocation.output();
        if (command == null) {
            overview(output);
        } else {
            Commands.find(command).orElseThrow(this::unknown).help(output);
        }
    }

    private static void overview(Output output) {
        Table table = new Table(Column.of("COMMAND"), new Column("WHAT IT DOES", Fit.WRAP));
        for (Commands each : Commands.values()) {
            table.row(Cell.of(each.commandName()), Cell.of(each.description()));
        }
        table.print(output);
        output.line("");
        output.line("'help COMMAND' and 'COMMAND --help' tell more. Where another bundle has a command of");
        output.line("the same name, the scope tells them apart: connect:stop. 'felix:help' lists those.");
    }

    private CommandFailure unknown() {
        return CommandFailure.usage("There is no command '" + command
                + "' in the scope connect. 'help' lists those that there are, 'felix:help' those of other bundles.");
    }
}
