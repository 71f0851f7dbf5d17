package io.penstock.launcher.cli;

/** The text of {@code penstock help}. */
public final class Help {
    private Help() {}

    public static String text() {
        StringBuilder codes = new StringBuilder();
        for (ExitCode code : ExitCode.values()) {
            codes.append(String.format("  %d  %s%n", code.number(), code.meaning()));
        }
        return """
                Penstock is a Kafka Connect worker.

                usage: penstock COMMAND [OPTION]... [ARGUMENT]...

                  start [--config FILE] [--deploy DIR] [--data DIR] [--daemon] [CONNECTOR_FILE]...
                          Starts a worker, and the connectors of the files (.properties or .json). Stays in
                          the foreground until Ctrl-C or SIGTERM; with --daemon it returns once the worker is up.
                  stop [--data DIR]
                          Stops the worker: its tasks are drained and their offsets committed.
                  status [--data DIR]
                          Says whether a worker runs, where its REST API is, and since when.
                  shell [--data DIR] [COMMAND [WORD]...]
                          Opens the worker's console, or runs one command in it. A single argument is a line
                          as in the console; of several each is one word to the command. Reads the commands
                          from standard input, one a line, when that is not a terminal.
                  demo [--count N]
                          Starts a Kafka broker and a worker in a temporary directory and lets records flow,
                          until Ctrl-C, or until N records are accounted for. Needs nothing installed.
                  version, help

                  --config FILE   worker properties; default conf/worker.properties of the distribution.
                                  With a group.id the worker is distributed, without one standalone.
                  --deploy DIR    plugin bundles put here are taken up while the worker runs; default deploy/
                  --data DIR      what the worker keeps, its log and its caches; default data/

                JAVA_HOME chooses the JVM (17 or later), JAVA_OPTS adds options to it.

                Exit codes:
                """ + codes;
    }
}
