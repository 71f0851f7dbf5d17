package io.penstock.console.gogo.command;

import io.penstock.api.Reason;
import io.penstock.console.gogo.access.Invocation;
import io.penstock.console.gogo.text.Cell;
import io.penstock.console.gogo.text.Column;
import io.penstock.console.gogo.text.Column.Fit;
import io.penstock.console.gogo.text.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code why}: the plan's reasons. */
@Command(description = "Tell why a connector and its tasks are in their present state: what the plan does with each.")
public final class WhyCommand extends ConnectCommand {

    @Parameters(paramLabel = NAME, description = "The connector.")
    private String name = "";

    @Override
    public void run(Invocation invocation) {
        List<Reason> reasons = invocation.access().worker().why(name);
        Table table = new Table(Column.of("SUBJECT"), Column.of("ACTION"), new Column("REASON", Fit.WRAP));
        reasons.forEach(
                reason -> table.row(Cell.of(reason.subject()), Cell.of(reason.action()), Cell.of(reason.reason())));
        table.print(invocation.output());
    }
}
