package io.penstock.launcher.control;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.home.Layout;
import io.penstock.launcher.instance.InstanceRecord;
import java.io.IOException;
import java.util.Optional;

/** Finds the worker of a data directory. */
public final class Worker {
    private Worker() {}

    /** What the worker says about itself; empty when none runs. */
    public static Optional<InstanceRecord> find(Layout layout) throws LaunchException {
        try {
            return InstanceRecord.findRunning(layout.run());
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.FAILED,
                    "Whether a worker runs cannot be read from " + layout.run() + ": " + e.getMessage(),
                    "",
                    e);
        }
    }

    /** The same, with an error in place of empty. */
    public static InstanceRecord require(Layout layout) throws LaunchException {
        return find(layout).orElseThrow(() -> notRunning(layout));
    }

    static LaunchException notRunning(Layout layout) {
        return new LaunchException(
                ExitCode.NOT_RUNNING,
                "No worker runs on the data directory " + layout.data(),
                "Start one with \"penstock start\", or name its directory with --data");
    }
}
