package io.penstock.console.gogo.command;

import io.penstock.api.ConnectWorker;
import io.penstock.api.TargetState;
import io.penstock.console.gogo.access.Invocation;
import java.util.List;
import picocli.CommandLine.Parameters;

/** {@code pause}, {@code resume} and {@code stop}: write the state that a connector is to be in. */
public final class TargetCommand extends WritingCommand {

    private final TargetState state;

    @Parameters(arity = "1..*", paramLabel = NAME, description = "The connectors.")
    private List<String> names = List.of();

    /** A command that asks for this state. */
    public TargetCommand(TargetState state) {
        this.state = state;
    }

    /** What the help says of the command for this state. */
    public static String description(TargetState state) {
        return switch (state) {
            case STARTED -> "Let connectors run again after pause or stop.";
            case PAUSED -> "Pause connectors: their tasks stay loaded and move no records.";
            case STOPPED -> "Stop connectors: their tasks end; configuration and offsets stay.";
        };
    }

    /** The state that it asks for. */
    public TargetState state() {
        return state;
    }

    @Override
    public void run(Invocation invocation) {
        ConnectWorker worker = invocation.access().worker();
        for (String name : names) {
            await(worker.target(name, state), "change of state of " + name);
            invocation.output().line("Connector " + name + " " + outcome() + " 'status " + name + "' shows when.");
        }
    }

    private String outcome() {
        return switch (state) {
            case STARTED -> "is to run again.";
            case PAUSED -> "is to pause.";
            case STOPPED -> "is to stop.";
        };
    }
}
