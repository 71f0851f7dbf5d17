package io.penstock.console.gogo.command;

import io.penstock.api.ConnectWorker;
import io.penstock.api.ConnectorStatus;
import io.penstock.api.InstanceStatus;
import io.penstock.api.restart.Restarts;
import io.penstock.console.gogo.access.Invocation;
import io.penstock.console.gogo.text.Cell;
import io.penstock.console.gogo.text.Column;
import io.penstock.console.gogo.text.Column.Fit;
import io.penstock.console.gogo.text.Json;
import io.penstock.console.gogo.text.Output;
import io.penstock.console.gogo.text.Table;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status}: a connector's and its tasks' state, in a table or as the REST API tells it. */
@Command(description = "Show the state of a connector and its tasks, or of all connectors.")
public final class StatusCommand extends ConnectCommand {

    @Parameters(arity = "0..1", paramLabel = NAME, description = "The connector; all when left out.")
    private @Nullable String name;

    @Option(names = "--trace", description = "Print the traces in full below the table.")
    private boolean trace;

    @Option(names = "--json", description = "Print it as the REST API does; all connectors as an array.")
    private boolean json;

    @Override
    public void run(Invocation invocation) {
        ConnectWorker worker = invocation.access().worker();
        Output output = invocation.output();
        List<ConnectorStatus> statuses = name != null
                ? List.of(worker.status(name))
                : worker.connectors().stream()
                        .map(each -> ListCommand.ifThere(() -> worker.status(each)))
                        .flatMap(Optional::stream)
                        .toList();
        if (json) {
            List<Map<String, Object>> trees =
                    statuses.stream().map(StatusCommand::tree).toList();
            Json.print(output, name != null ? trees.get(0) : trees);
        } else if (statuses.isEmpty()) {
            output.line("There are no connectors. 'create --help' tells how to make one.");
        } else {
            table(statuses, output);
        }
    }

    private void table(List<ConnectorStatus> statuses, Output output) {
        Map<String, InstanceStatus> traced = new LinkedHashMap<>();
        boolean restarts = statuses.stream().anyMatch(StatusCommand::hasPolicy);
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("NAME"),
                Column.of("TYPE"),
                Column.of("STATE"),
                Column.of("VERSION"),
                Column.of("WORKER"),
                new Column("TRACE", Fit.CUT)));
        if (restarts) {
            columns.add(columns.size() - 1, Column.of("RESTARTS"));
        }
        Table table = new Table(columns.toArray(Column[]::new));
        for (ConnectorStatus status : statuses) {
            row(table, restarts, status.name(), status.type().toString(), status.connector());
            traced.put(status.name(), status.connector());
            status.tasks().forEach((number, task) -> {
                String taskName = status.name() + "/" + number;
                row(table, restarts, taskName, "task", task);
                traced.put(taskName, task);
            });
        }
        table.print(output);
        if (trace) {
            traced.forEach((instance, status) -> printTrace(instance, status, output));
        }
    }

    private static boolean hasPolicy(ConnectorStatus status) {
        return status.connector().restarts() != null
                || status.tasks().values().stream().anyMatch(task -> task.restarts() != null);
    }

    private static void row(Table table, boolean restarts, String instance, String type, InstanceStatus status) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.of(instance),
                Cell.of(type),
                StateStyle.cell(status.state()),
                Cell.of(status.version()),
                Cell.of(status.workerId()),
                Cell.of(firstLine(status.trace()))));
        if (restarts) {
            cells.add(cells.size() - 1, Cell.of(restarts(status.restarts())));
        }
        table.row(cells.toArray(Cell[]::new));
    }

    private static String restarts(@Nullable Restarts restarts) {
        if (restarts == null) {
            return "";
        }
        String count = restarts.attempt() + (restarts.max() < 0 ? "" : " of " + restarts.max());
        if (restarts.next() != null) {
            return count + " at " + restarts.next().truncatedTo(ChronoUnit.SECONDS);
        }
        return restarts.givenUp() ? count + ", given up" : count;
    }

    private static void printTrace(String instance, InstanceStatus status, Output output) {
        if (status.trace() != null && !status.trace().isBlank()) {
            output.line("");
            output.line("Trace of " + instance + ":");
            output.block(status.trace());
        }
    }

    private static String firstLine(@Nullable String trace) {
        return trace == null ? "" : trace.strip().lines().findFirst().orElse("");
    }

    private static Map<String, Object> tree(ConnectorStatus status) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", status.name());
        tree.put("connector", instance(new LinkedHashMap<>(), status.connector()));
        tree.put(
                "tasks",
                status.tasks().entrySet().stream()
                        .map(task -> instance(new LinkedHashMap<>(Map.of("id", task.getKey())), task.getValue()))
                        .toList());
        tree.put("type", status.type().toString());
        return tree;
    }

    /** Version and trace are left out when there is nothing to say, as Apache's REST API does. */
    private static Map<String, Object> instance(Map<String, Object> tree, InstanceStatus status) {
        tree.put("state", status.state().name());
        tree.put("worker_id", status.workerId());
        if (status.version() != null && !status.version().equals("undefined")) {
            tree.put("version", status.version());
        }
        if (status.trace() != null && !status.trace().isEmpty()) {
            tree.put("trace", status.trace());
        }
        Restarts restarts = status.restarts();
        if (restarts != null) {
            tree.put("restarts", tree(restarts));
        }
        return tree;
    }

    private static Map<String, Object> tree(Restarts restarts) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("attempt", restarts.attempt());
        tree.put("max", restarts.max());
        if (restarts.next() != null) {
            tree.put("next", String.valueOf(restarts.next()));
        }
        tree.put("given_up", restarts.givenUp());
        if (restarts.reason() != null) {
            tree.put("reason", restarts.reason());
        }
        return tree;
    }
}
