package io.penstock.core.task.run;

import io.penstock.core.config.ConnectorSettings;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.metrics.TaskMetrics;
import io.penstock.core.metrics.TaskPluginMetrics;
import io.penstock.core.pipeline.assemble.Assembly;
import io.penstock.core.pipeline.deadletter.DeadLetterPort;
import io.penstock.core.pipeline.tolerance.Backoff;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.task.TaskClass;
import io.penstock.core.task.TaskSpec;
import io.penstock.core.task.state.Phase;
import io.penstock.core.task.state.TaskState;
import io.penstock.core.task.topic.UsedTopics;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.connect.connector.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What source and sink tasks are made of alike. Belongs to the task's thread. */
final class TaskParts {

    private static final Logger LOG = LoggerFactory.getLogger(TaskParts.class);

    final TaskSpec spec;
    final Tools tools;
    final TaskState state;
    final TaskMetrics metrics;
    final Resources resources;
    final Fence fence;

    TaskParts(TaskSpec spec, Tools tools, TaskState state, TaskMetrics metrics, Resources resources, Fence fence) {
        this.spec = spec;
        this.tools = tools;
        this.state = state;
        this.metrics = metrics;
        this.resources = resources;
        this.fence = fence;
    }

    /** The loader that the connector's code runs under. */
    ClassLoader loader() {
        return spec.connector().loader();
    }

    /** Keeps the connector's bundle and makes the task that its connector named. */
    <T extends Task> T task(Class<T> as) {
        resources.add("hold on the connector's bundle", tools.plugins().hold(spec.connector()));
        metrics.connector(
                spec.settings().type(),
                spec.connector().className(),
                spec.connector().version());
        T task = TaskClass.of(spec).make(as);
        String version = version(task);
        metrics.task(task.getClass().getName(), version);
        state.version(version);
        return task;
    }

    private String version(Task task) {
        try (PluginScope scope = PluginScope.enter(loader())) {
            String version = task.version();
            return version == null ? "undefined" : version;
        }
    }

    /** Opens the error metrics. */
    ErrorMetrics errorMetrics() {
        var errors = new ErrorMetrics(tools.metrics(), spec.id(), tools.clock());
        resources.add("error metrics", () -> {
            if (state.phase() == Phase.FAILED) {
                errors.retain();
            } else {
                errors.close();
            }
        });
        fence.add(errors::close);
        return errors;
    }

    /** Opens the metrics that plugins add to. */
    TaskPluginMetrics pluginMetrics() {
        var own = resources.add("plugin metrics", new TaskPluginMetrics(tools.metrics(), spec.id()));
        fence.add(own::close);
        return own;
    }

    /** What hears of the topics that the task uses, until it ends or is fenced. */
    UsedTopics usedTopics() {
        UsedTopics used = resources.add("used topics", tools.topics().open(spec.id()));
        fence.add(used::close);
        return used;
    }

    /** Begins the assembly of the record path. */
    Assembly assembly(TaskPluginMetrics pluginMetrics) {
        return resources.add(
                "record path", new Assembly(spec.settings(), spec.used(), tools.plugins(), metrics, pluginMetrics));
    }

    Guard guard(ErrorMetrics errors) {
        return new Guard(spec.settings().errors(), errors, tools.clock(), state);
    }

    /** Opens the way of dead letters; creates their topic when it is missing. */
    DeadLetterPort deadLetters(DeadLetterSettings letters, ErrorMetrics errors) {
        ConnectorSettings settings = spec.settings();
        int number = spec.id().task();
        try (Admin admin = tools.clients().admin(settings.clients().deadLetterAdmin(number))) {
            KafkaDeadLetters.ensureTopic(letters, admin);
        }
        Producer<byte[], byte[]> producer =
                tools.clients().producer(settings.clients().deadLetterProducer(number));
        resources.add(
                "dead letter producer",
                () -> producer.close(
                        state.fenced() ? Duration.ZERO : Duration.ofMillis(settings.offsetFlushTimeoutMs())));
        fence.add(() -> producer.close(Duration.ZERO));
        var patient = new PatientDeadLetters(
                spec.id(), new KafkaDeadLetters(producer), Backoff.of(settings.errors()), state, errors);
        fence.add(patient::close);
        return resources.add("dead letters under way", patient);
    }

    /** From here on the task's {@code stop()} is called when it ends; what it throws hides no other failure. */
    void stopWhenClosed(Task task) {
        resources.add("task", () -> {
            state.doing("in the task's stop()");
            try (PluginScope scope = PluginScope.enter(loader())) {
                task.stop();
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("Could not stop task", e);
            }
        });
    }
}
