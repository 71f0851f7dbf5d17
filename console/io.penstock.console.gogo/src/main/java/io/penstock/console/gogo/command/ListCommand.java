package io.penstock.console.gogo.command;

import io.penstock.api.ConnectWorker;
import io.penstock.api.ConnectorInfo;
import io.penstock.api.ConnectorStatus;
import io.penstock.api.ErrorCode;
import io.penstock.api.InstanceStatus;
import io.penstock.api.State;
import io.penstock.api.WorkerException;
import io.penstock.console.gogo.access.Invocation;
import io.penstock.console.gogo.text.Cell;
import io.penstock.console.gogo.text.Column;
import io.penstock.console.gogo.text.Column.Fit;
import io.penstock.console.gogo.text.Json;
import io.penstock.console.gogo.text.Style;
import io.penstock.console.gogo.text.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}: all connectors, one line each. */
@Command(description = "List the connectors: type, state, tasks by state, class.")
public final class ListCommand extends ConnectCommand {

    @Option(names = "--json", description = "Print the names as a JSON array.")
    private boolean json;

    @Override
    public void run(Invocation invocation) {
        ConnectWorker worker = invocation.access().worker();
        List<String> names = worker.connectors();
        if (json) {
            Json.print(invocation.output(), names);
            return;
        }
        if (names.isEmpty()) {
            invocation.output().line("There are no connectors. 'create --help' tells how to make one.");
            return;
        }
        Table table = new Table(
                Column.of("NAME"),
                Column.of("TYPE"),
                Column.of("STATE"),
                Column.of("TASKS"),
                new Column("CLASS", Fit.CUT_START));
        names.forEach(name -> row(table, name, worker));
        table.print(invocation.output());
    }

    private static void row(Table table, String name, ConnectWorker worker) {
        Optional<ConnectorInfo> info = ifThere(() -> worker.connector(name));
        if (info.isEmpty()) {
            return; // deleted since the list was made
        }
        Optional<ConnectorStatus> status = ifThere(() -> worker.status(name));
        table.row(
                Cell.of(name),
                Cell.of(info.get().type().toString()),
                status.map(s -> StateStyle.cell(s.connector().state())).orElse(Cell.of("")),
                status.map(s -> tasks(s.tasks().values())).orElse(Cell.of("")),
                Cell.of(info.get().config().get("connector.class")));
    }

    private static Cell tasks(Iterable<InstanceStatus> tasks) {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        tasks.forEach(task -> counts.merge(task.state(), 1, Integer::sum));
        String text = counts.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return new Cell(text.isEmpty() ? "none" : text, counts.containsKey(State.FAILED) ? Style.BAD : Style.PLAIN);
    }

    static <T> Optional<T> ifThere(java.util.function.Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (WorkerException e) {
            if (e.code() == ErrorCode.CONNECTOR_NOT_FOUND || e.code() == ErrorCode.STATUS_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
