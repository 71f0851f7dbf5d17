package io.penstock.core.task.run;

import io.penstock.api.ConnectorType;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.core.metrics.TaskMetrics;
import io.penstock.core.task.TaskEnd;
import io.penstock.core.task.TaskHandle;
import io.penstock.core.task.TaskListener;
import io.penstock.core.task.TaskSpec;
import io.penstock.core.task.state.LogContext;
import io.penstock.core.task.state.Phase;
import io.penstock.core.task.state.TaskState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One task from its start to its end: the handle that others hold, and what its thread does (Apache: WorkerTask). */
final class TaskRun implements TaskHandle {

    private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);

    private final TaskSpec spec;
    private final Tools tools;
    private final TaskState state;
    private final Fence fence;
    private final Thread thread;
    private final CompletableFuture<TaskEnd> done = new CompletableFuture<>();
    private volatile @Nullable TaskMetrics metrics;

    TaskRun(TaskSpec spec, TaskListener listener, Tools tools) {
        this.spec = spec;
        this.tools = tools;
        this.state = new TaskState(listener, this::measure, spec.initial());
        this.fence = new Fence(spec.id().toString());
        this.thread = new Thread(this::run, "task-thread-" + spec.id());
        // Outside of plugin code the thread mostly runs Kafka's, which looks for classes through this loader.
        thread.setContextClassLoader(ProducerConfig.class.getClassLoader());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public TaskId id() {
        return spec.id();
    }

    @Override
    public void target(TargetState target) {
        state.target(target);
    }

    @Override
    public void stop() {
        state.stop();
    }

    @Override
    public void interrupt() {
        thread.interrupt();
    }

    @Override
    public void fence() {
        if (state.become(Phase.FENCED)) {
            fence.fall();
        }
    }

    @Override
    public CompletionStage<TaskEnd> done() {
        return done.minimalCompletionStage();
    }

    @Override
    public String describe() {
        var text = new StringBuilder(thread.getName())
                .append(": ")
                .append(state.phase())
                .append(", ")
                .append(state.activity());
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("\n    at ").append(frame);
        }
        return text.toString();
    }

    private void measure(State published) {
        TaskMetrics open = metrics;
        if (open != null) {
            open.state(published);
        }
    }

    private void run() {
        Throwable failure = null;
        boolean clean = false;
        try (LogContext context = LogContext.task(spec.id());
                Resources resources = new Resources()) {
            try {
                clean = run(resources);
            } catch (InterruptedException | InterruptException e) {
                failure = interrupted(e);
            } catch (LinkageError e) {
                failure = unlinked(e);
            } catch (Throwable t) {
                failure = t;
            }
            if (failure != null) {
                tell(failure);
            }
            state.doing("closing");
        } finally {
            state.become(Phase.STOPPING);
            state.become(Phase.ENDED);
            done.complete(new TaskEnd(failure, clean));
        }
    }

    private boolean run(Resources resources) throws Exception {
        TaskMetrics opened = new TaskMetrics(tools.metrics(), spec.id(), tools.clock());
        metrics = opened;
        resources.add("metrics", () -> {
            if (state.phase() == Phase.FAILED) {
                opened.retain();
            } else {
                opened.close();
            }
        });
        fence.add(opened::close);
        if (state.pauseWanted() && state.become(Phase.PAUSED)) {
            state.doing("paused before its start");
            if (!state.awaitResume()) {
                return true;
            }
            state.become(Phase.STARTING);
        }
        if (state.ending()) {
            return true;
        }
        var parts = new TaskParts(spec, tools, state, opened, resources, fence);
        return spec.settings().type() == ConnectorType.SOURCE ? new SourceRun(parts).run() : new SinkRun(parts).run();
    }

    /** Being interrupted after the order to stop is how a late task ends, not how it fails. */
    private @Nullable Throwable interrupted(Exception e) {
        return state.ending() ? null : new ConnectException("The task's thread was interrupted without an order", e);
    }

    private ConnectException unlinked(LinkageError e) {
        return new ConnectException(
                "A class that connector " + spec.connector().className() + " of bundle "
                        + spec.connector().bundle()
                        + " or a plugin in its record path needs is missing or does not fit: "
                        + e + ". Put it into the plugin's bundle, or deploy the bundle that exports it",
                e);
    }

    private void tell(Throwable failure) {
        if (state.fenced()) {
            LOG.warn("The task threw after it was cut off; a successor may be running already", failure);
        } else if (state.phase() == Phase.STOPPING) {
            LOG.warn("The task threw after it was ordered to stop", failure);
        } else {
            LOG.error(
                    "Task threw an uncaught and unrecoverable exception. Task is being killed and will not recover"
                            + " until manually restarted. Error: {}",
                    failure.getMessage(),
                    failure);
        }
        state.become(Phase.FAILED, failure);
    }
}
