package io.penstock.console.gogo.command;

import io.penstock.console.gogo.access.Invocation;
import picocli.CommandLine.Option;

/** One call of one command: the fields are its arguments. */
public abstract class ConnectCommand {

    /** Label of an argument that is a connector's name; completion goes by it. */
    public static final String NAME = "NAME";

    /** Label of an argument that is a connector or one of its tasks. */
    public static final String NAME_OR_TASK = "NAME[/TASK]";

    /** Label of an argument that is a file. */
    public static final String FILE = "FILE";

    /** Label of an argument that is a file, or a new connector's name. */
    public static final String FILE_OR_NAME = "FILE|NAME";

    /** Label of arguments that are settings of a connector. */
    public static final String SETTING = "KEY=VALUE";

    /** Label of arguments that change or remove settings of a connector. */
    public static final String CHANGE = "KEY=VALUE|KEY-";

    /** Label of an argument that is a command's name. */
    public static final String COMMAND = "COMMAND";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Whether the user asks for the help text instead. */
    public boolean helpWanted() {
        return help;
    }

    /**
     * Does it.
     *
     * @throws io.penstock.api.WorkerException what the worker answers
     * @throws io.penstock.console.gogo.access.CommandFailure what the user has to be told besides
     */
    public abstract void run(Invocation invocation);
}
