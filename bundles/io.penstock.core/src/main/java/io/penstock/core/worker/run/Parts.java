package io.penstock.core.worker.run;

import io.penstock.core.store.ConfigStore;
import io.penstock.core.task.TaskRunner;
import io.penstock.core.worker.instance.ConnectorEnvironment;
import java.util.concurrent.Executor;

/**
 * What the reconciler works with.
 *
 * @param configs what is desired
 * @param statuses where states are written
 * @param reader the configuration room
 * @param environment what connector instances need
 * @param runner starts tasks
 * @param background runs plugin code and other slow things, never on the loop
 * @param gauges the worker's metrics
 * @param taskGraceMs {@code task.shutdown.graceful.timeout.ms}
 */
public record Parts(
        ConfigStore configs,
        StatusBook statuses,
        ConnectorConfigs reader,
        ConnectorEnvironment environment,
        TaskRunner runner,
        Executor background,
        Gauges gauges,
        long taskGraceMs) {}
