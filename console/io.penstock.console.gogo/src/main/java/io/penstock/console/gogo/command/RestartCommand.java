package io.penstock.console.gogo.command;

import io.penstock.api.ConnectWorker;
import io.penstock.api.ConnectorStatus;
import io.penstock.api.State;
import io.penstock.api.TaskId;
import io.penstock.console.gogo.access.CommandFailure;
import io.penstock.console.gogo.access.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restart}: a connector instance, its tasks, or one task (KIP-745). */
@Command(
        description = "Restart a connector instance, with or without its tasks, or one task.",
        footer = {
            "",
            "  restart orders                     the connector instance",
            "  restart orders --tasks --failed    what has failed, instance and tasks",
            "  restart orders/0                   task 0"
        })
public final class RestartCommand extends WritingCommand {

    private static final Pattern TASK = Pattern.compile("(.+)/(\\d{1,9})");

    @Parameters(paramLabel = NAME_OR_TASK, description = "The connector, or one of its tasks.")
    private String target = "";

    @Option(names = "--tasks", description = "The tasks too.")
    private boolean tasks;

    @Option(names = "--failed", description = "Only what has failed.")
    private boolean failed;

    @Override
    public void run(Invocation invocation) {
        ConnectWorker worker = invocation.access().worker();
        Matcher task = TASK.matcher(target);
        // A connector's name may look like that of a task.
        if (task.matches() && !worker.connectors().contains(target)) {
            if (tasks || failed) {
                throw CommandFailure.usage("--tasks and --failed are for connectors, and " + target + " is a task");
            }
            TaskId id = new TaskId(task.group(1), Integer.parseInt(task.group(2)));
            await(worker.restart(id), "restart of " + target);
            invocation.output().line("Task " + target + " is to restart.");
        } else {
            ConnectorStatus status = await(worker.restart(target, tasks, failed), "restart of " + target);
            invocation.output().line(outcome(status));
        }
    }

    private String outcome(ConnectorStatus status) {
        List<String> restarting = new ArrayList<>();
        if (status.connector().state() == State.RESTARTING) {
            restarting.add("connector " + target);
        }
        status.tasks().forEach((number, task) -> {
            if (task.state() == State.RESTARTING) {
                restarting.add("task " + target + "/" + number);
            }
        });
        if (!restarting.isEmpty()) {
            return "To restart: " + String.join(", ", restarting) + ".";
        }
        return failed
                ? "Nothing to restart: " + (tasks ? "neither the connector nor a task" : "the connector") + " has "
                        + (tasks ? "" : "not ") + "failed."
                : "Connector " + target + " is to restart.";
    }
}
