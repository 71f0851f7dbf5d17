package io.penstock.launcher.instance;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same number.
 *
 * @param pid process id
 * @param started when it started
 */
public record ProcessIdentity(long pid, Instant started) {
    /** The system's clock may be set while the process runs, and start times are derived from it. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    public static ProcessIdentity current() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessIdentity(self.pid(), self.info().startInstant().orElseGet(Instant::now));
    }

    /** The process, if it is this one and still runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info().startInstant().map(this::isSame).orElse(true));
    }

    private boolean isSame(Instant other) {
        return Duration.between(started, other).abs().compareTo(TOLERANCE) <= 0;
    }
}
