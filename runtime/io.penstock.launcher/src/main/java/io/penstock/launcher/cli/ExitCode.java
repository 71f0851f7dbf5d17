package io.penstock.launcher.cli;

/** How the program ends. The numbers are a promise to scripts: {@code docs/getting-started.md} lists them. */
public enum ExitCode {
    OK(0, "done; a worker that was told to stop drained its tasks and committed"),
    USAGE(1, "the command line is wrong"),
    FAILED(2, "an internal error, a bundle that does not start, or a stop that takes too long"),
    CONFIG_INVALID(3, "a file or setting is missing, unreadable or wrong"),
    PORT_IN_USE(4, "another program listens on a port that the worker needs"),
    BROKER_UNREACHABLE(5, "no Kafka broker answers at bootstrap.servers"),
    STORE_DAMAGED(6, "a file that the worker wrote cannot be read back"),
    ALREADY_RUNNING(7, "another worker uses the data directory"),
    NOT_RUNNING(8, "no worker uses the data directory (stop, status, shell)");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }

    /** Translates the code of a StartupFailure service; one that is not known here means an internal error. */
    public static ExitCode ofFailure(String code) {
        return switch (code) {
            case "CONFIG_INVALID" -> CONFIG_INVALID;
            case "PORT_IN_USE" -> PORT_IN_USE;
            case "BROKER_UNREACHABLE" -> BROKER_UNREACHABLE;
            case "STORE_DAMAGED" -> STORE_DAMAGED;
            default -> FAILED;
        };
    }
}
