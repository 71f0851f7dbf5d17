package io.penstock.console.gogo;

import io.penstock.api.TargetState;
import io.penstock.api.WorkerException;
import io.penstock.console.gogo.access.CommandFailure;
import io.penstock.console.gogo.access.ExitStatus;
import io.penstock.console.gogo.access.Invocation;
import io.penstock.console.gogo.command.ConfigCommand;
import io.penstock.console.gogo.command.ConnectCommand;
import io.penstock.console.gogo.command.CreateCommand;
import io.penstock.console.gogo.command.DeleteCommand;
import io.penstock.console.gogo.command.DumpCommand;
import io.penstock.console.gogo.command.ListCommand;
import io.penstock.console.gogo.command.PluginsCommand;
import io.penstock.console.gogo.command.RestartCommand;
import io.penstock.console.gogo.command.StatusCommand;
import io.penstock.console.gogo.command.TargetCommand;
import io.penstock.console.gogo.command.WhyCommand;
import io.penstock.console.gogo.dlq.DlqCommand;
import io.penstock.console.gogo.text.Output;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands of the scope {@code connect}, in the order in which help shows them. Any thread. */
public enum Commands {
    /** All connectors. */
    LIST,
    /** States of connectors and tasks. */
    STATUS,
    /** The plan's reasons. */
    WHY,
    /** A new connector. */
    CREATE,
    /** Shows and changes configurations. */
    CONFIG,
    /** Pauses. */
    PAUSE,
    /** Resumes after pause and stop. */
    RESUME,
    /** Stops. */
    STOP,
    /** Restarts. */
    RESTART,
    /** Deletes. */
    DELETE,
    /** Dead letters and their replays. */
    DLQ,
    /** The plugins. */
    PLUGINS,
    /** The worker's live tree. */
    DUMP,
    /** Help. */
    HELP;

    /** The scope of all of them. */
    public static final String SCOPE = "connect";

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final int HELP_WIDTH = 80;

    /** The name that a user types, with or without {@code connect:}. */
    public String commandName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command of this name, with or without its scope, in any case, as Gogo looks for it. */
    public static Optional<Commands> find(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String bare = lower.startsWith(SCOPE + ":") ? lower.substring(SCOPE.length() + 1) : lower;
        return Arrays.stream(values())
                .filter(command -> command.commandName().equals(bare))
                .findFirst();
    }

    /** One sentence on what it does. */
    public String description() {
        return String.join(" ", spec().usageMessage().description());
    }

    /** Its options and arguments; for completion. */
    public CommandSpec spec() {
        return line().getCommandSpec();
    }

    /** Its help text. */
    public void help(Output output) {
        output.helpText(line().getUsageMessage(output.colour() ? Ansi.ON : Ansi.OFF));
    }

    /**
     * Carries out one call.
     *
     * @throws CommandFailure for everything that goes wrong, with a message for the user
     */
    public void run(Invocation invocation, List<String> arguments) {
        CommandLine line = line();
        try {
            line.parseArgs(arguments.toArray(String[]::new));
            ConnectCommand command = line.getCommand();
            if (command.helpWanted()) {
                help(invocation.output());
            } else {
                command.run(invocation);
            }
        } catch (ParameterException e) {
            throw CommandFailure.usage(
                    commandName() + ": " + explain(e) + " '" + commandName() + " --help' tells more.");
        } catch (WorkerException e) {
            throw CommandFailure.of(e);
        } catch (CommandFailure e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Command {} failed", commandName(), e);
            throw new CommandFailure(ExitStatus.FAILED, "INTERNAL: " + e + ". The worker's log has the details.");
        }
    }

    private static String explain(ParameterException e) {
        String message = String.valueOf(e.getMessage()).strip();
        String sentence = message.endsWith(".") ? message : message + ".";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return sentence + " Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
        }
        return sentence;
    }

    private CommandLine line() {
        ConnectCommand command = make();
        CommandLine line = new CommandLine(command)
                .setCommandName(commandName())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setUsageHelpWidth(HELP_WIDTH);
        if (command instanceof TargetCommand target) {
            line.getCommandSpec().usageMessage().description(TargetCommand.description(target.state()));
        }
        return line;
    }

    private ConnectCommand make() {
        return switch (this) {
            case LIST -> new ListCommand();
            case STATUS -> new StatusCommand();
            case WHY -> new WhyCommand();
            case CREATE -> new CreateCommand();
            case CONFIG -> new ConfigCommand();
            case PAUSE -> new TargetCommand(TargetState.PAUSED);
            case RESUME -> new TargetCommand(TargetState.STARTED);
            case STOP -> new TargetCommand(TargetState.STOPPED);
            case RESTART -> new RestartCommand();
            case DELETE -> new DeleteCommand();
            case DLQ -> new DlqCommand();
            case PLUGINS -> new PluginsCommand();
            case DUMP -> new DumpCommand();
            case HELP -> new HelpCommand();
        };
    }
}
