package io.penstock.launcher;

import io.penstock.launcher.cli.CommandLine;
import io.penstock.launcher.cli.CommandParser;
import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.Help;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.control.StatusCommand;
import io.penstock.launcher.control.StopCommand;
import io.penstock.launcher.demo.DemoCommand;
import io.penstock.launcher.shell.ShellCommand;
import io.penstock.launcher.start.Output;
import io.penstock.launcher.start.Product;
import io.penstock.launcher.start.StartCommand;
import java.util.List;

/** Entry point of {@code bin/penstock}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), new Output(System.out, System.err)));
    }

    /** Does what the arguments say, and returns the number that the process shall end with. */
    static int run(List<String> arguments, Output output) {
        try {
            return execute(arguments, output);
        } catch (LaunchException e) {
            output.warn(e.getMessage());
            if (!e.hint().isEmpty()) {
                output.err().println("  " + e.hint());
            }
            return e.exitCode().number();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            output.warn("Interrupted");
            return ExitCode.FAILED.number();
        } catch (RuntimeException e) {
            output.warn("Internal error: " + e);
            e.printStackTrace(output.err());
            return ExitCode.FAILED.number();
        }
    }

    private static int execute(List<String> arguments, Output output) throws LaunchException, InterruptedException {
        CommandLine line = CommandParser.parse(arguments);
        switch (line.command()) {
            case HELP -> {
                output.out().print(Help.text());
                return ExitCode.OK.number();
            }
            case VERSION -> {
                output.line("penstock " + Product.version() + " (Java " + Runtime.version() + ")");
                return ExitCode.OK.number();
            }
            case START -> {
                return new StartCommand(arguments, line, output).run().number();
            }
            case STOP -> {
                return new StopCommand(line, output).run().number();
            }
            case STATUS -> {
                return new StatusCommand(line, output).run().number();
            }
            case SHELL -> {
                return new ShellCommand(line, output).run();
            }
            case DEMO -> {
                return new DemoCommand(line, output).run().number();
            }
        }
        throw new IllegalStateException("No such command: " + line.command());
    }
}
