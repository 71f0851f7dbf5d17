package io.penstock.console.gogo.command;

import io.penstock.api.ConnectWorker;
import io.penstock.console.gogo.access.Invocation;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code delete}: removes connectors. */
@Command(description = "Delete connectors. Their offsets are kept: created again, they go on where they were.")
public final class DeleteCommand extends WritingCommand {

    @Parameters(arity = "1..*", paramLabel = NAME, description = "The connectors.")
    private List<String> names = List.of();

    @Override
    public void run(Invocation invocation) {
        ConnectWorker worker = invocation.access().worker();
        for (String name : names) {
            await(worker.delete(name), "deletion of " + name);
            invocation.output().line("Deleted connector " + name + "; its offsets are kept.");
        }
    }
}
