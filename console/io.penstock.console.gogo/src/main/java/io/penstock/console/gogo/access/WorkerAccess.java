package io.penstock.console.gogo.access;

import io.penstock.api.ConnectWorker;
import io.penstock.api.deadletter.DeadLetterQueues;
import io.penstock.api.plugin.PluginCatalog;
import java.util.Optional;

/** The worker's services, as long as they are there. Any thread. */
public interface WorkerAccess {

    /** The worker, if it has started. */
    Optional<ConnectWorker> findWorker();

    /** The catalog, if it is there. */
    Optional<PluginCatalog> findCatalog();

    /** The dead letter queues, if they are there. */
    Optional<DeadLetterQueues> findDeadLetters();

    /** The dead letter queues; fails with a message for the user when there are none. */
    default DeadLetterQueues deadLetters() {
        return findDeadLetters().orElseThrow(() -> missing("The service for dead letters is not there"));
    }

    /** The worker; fails with a message for the user when there is none. */
    default ConnectWorker worker() {
        return findWorker().orElseThrow(() -> missing("The worker is not running"));
    }

    /** The catalog of plugins; fails with a message for the user when there is none. */
    default PluginCatalog catalog() {
        return findCatalog().orElseThrow(() -> missing("The plugin catalog is not there"));
    }

    private static CommandFailure missing(String what) {
        return new CommandFailure(
                ExitStatus.UNAVAILABLE,
                what
                        + ": it is still starting, is stopping, or its start failed. Try again in a moment; the worker's log"
                        + " tells why a start failed.");
    }
}
