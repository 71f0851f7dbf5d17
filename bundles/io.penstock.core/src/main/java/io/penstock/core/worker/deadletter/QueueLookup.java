package io.penstock.core.worker.deadletter;

import io.penstock.api.ConnectorInfo;
import io.penstock.api.ErrorCode;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.plugin.Resolution;
import io.penstock.core.store.ConfigStore;
import io.penstock.core.store.StoredConnector;
import io.penstock.core.task.TaskSpec;
import io.penstock.core.worker.command.Views;
import io.penstock.core.worker.offset.Subject;
import io.penstock.core.worker.plan.Available;
import io.penstock.core.worker.run.ConnectorConfigs;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Finds the queue of a connector, and what a replay needs of it. Runs code of plugins: never on the control loop (I3). */
final class QueueLookup {

    /** How long the tasks of a configuration that was just changed may take to be made, in ms. */
    private static final long NEW_TASKS_MS = 30_000;

    private static final String TOPIC_KEY = "errors.deadletterqueue.topic.name";

    private final Views views;
    private final ConnectorConfigs reader;
    private final Plugins plugins;
    private final ConfigStore configs;

    QueueLookup(Views views, ConnectorConfigs reader, Plugins plugins, ConfigStore configs) {
        this.views = views;
        this.reader = reader;
        this.plugins = plugins;
        this.configs = configs;
    }

    /**
     * The queue of a connector.
     *
     * @throws io.penstock.api.WorkerException CONNECTOR_NOT_FOUND, or CONFLICT when it has none
     */
    Queue queue(String connector) {
        ConnectorInfo info = views.info(connector);
        Subject subject = Subject.of(info, reader, plugins.view());
        if (subject.plugin() instanceof Resolution.Found found) {
            reader.checkOverrides(subject.config(), found.plugin(), true);
        }
        ConnectorSettings settings = reader.settings(subject.config(), subject.type());
        DeadLetterSettings letters = settings.deadLetters()
                .orElseThrow(() -> ErrorCode.CONFLICT.of("Connector " + connector + " has no dead letter queue: "
                        + TOPIC_KEY
                        + " is not set in its configuration. Set it to the topic that failed records are to go"
                        + " to"));
        return new Queue(connector, info.config(), subject.config(), settings, letters);
    }

    /**
     * The task that letters go through, as the connector has configured it now.
     *
     * @param makesTask whether a task is going to be made of it
     * @throws io.penstock.api.WorkerException CONFLICT when a plugin is missing or there is no task configuration
     */
    TaskSpec task(Queue queue, boolean makesTask) throws InterruptedException {
        Available available = reader.available(queue.config().values(), plugins.view());
        if (!(available.tasks() instanceof Available.Part.There there)) {
            throw ErrorCode.CONFLICT.of(
                    "The letters of connector " + queue.connector() + " cannot go through its chain: "
                            + queue.config().hide(((Available.Part.Missing) available.tasks()).reason()));
        }
        Map<String, Plugin> used = new HashMap<>(there.plugins());
        Plugin connector = Objects.requireNonNull(used.remove("connector"));
        Map<String, String> config =
                makesTask ? reader.resolve(taskConfig(queue)).values() : Map.of();
        return new TaskSpec(
                new TaskId(queue.connector(), 0),
                queue.settings(),
                config,
                connector,
                Map.copyOf(used),
                TargetState.STARTED);
    }

    /** Waits a moment for the tasks of a configuration that has just been written. */
    private Map<String, String> taskConfig(Queue queue) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(NEW_TASKS_MS);
        while (true) {
            StoredConnector stored = configs.connectors().get(queue.connector());
            if (stored != null
                    && !stored.tasks().isEmpty()
                    && stored.appliedConfig().equals(stored.config())) {
                return stored.tasks().get(0);
            }
            boolean willBe = stored != null && stored.target() != TargetState.STOPPED;
            if (!willBe || System.nanoTime() > deadline) {
                throw ErrorCode.CONFLICT.of(
                        "Connector " + queue.connector() + " has no configuration of a task that fits"
                                + " its present configuration, so none can be made to replay letters. Resume it if it is stopped,"
                                + " or look at its status; to=topic needs no task");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
