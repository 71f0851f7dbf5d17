package io.penstock.core.worker.compose;

import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.core.task.TaskEnd;
import io.penstock.core.task.TaskHandle;
import io.penstock.core.task.TaskListener;
import io.penstock.core.task.TaskRunner;
import io.penstock.core.task.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tasks that run nothing and do what the test tells them. */
final class FakeTasks implements TaskRunner {

    final Map<TaskId, FakeTask> running = new ConcurrentHashMap<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    volatile boolean stuck;

    @Override
    public TaskHandle start(TaskSpec spec, TaskListener listener) {
        FakeTask task = new FakeTask(spec, listener);
        running.put(spec.id(), task);
        log.add("start " + spec.id());
        listener.state(spec.initial() == TargetState.PAUSED ? State.PAUSED : State.RUNNING, "9.9", null);
        return task;
    }

    final class FakeTask implements TaskHandle {

        final TaskSpec spec;
        private final TaskListener listener;
        private final CompletableFuture<TaskEnd> done = new CompletableFuture<>();

        FakeTask(TaskSpec spec, TaskListener listener) {
            this.spec = spec;
            this.listener = listener;
        }

        void fail(Throwable cause) {
            listener.state(State.FAILED, "9.9", cause);
            end(new TaskEnd(cause, false));
        }

        private void end(TaskEnd end) {
            running.remove(id(), this);
            done.complete(end);
        }

        @Override
        public TaskId id() {
            return spec.id();
        }

        @Override
        public void target(TargetState state) {
            log.add(state + " " + id());
            listener.state(state == TargetState.PAUSED ? State.PAUSED : State.RUNNING, "9.9", null);
        }

        @Override
        public void stop() {
            log.add("stop " + id());
            if (!stuck) {
                end(new TaskEnd(null, true));
            }
        }

        @Override
        public void interrupt() {
            log.add("interrupt " + id());
        }

        @Override
        public void fence() {
            log.add("fence " + id());
            running.remove(id(), this);
        }

        @Override
        public CompletionStage<TaskEnd> done() {
            return done;
        }

        @Override
        public String describe() {
            return "fake " + id();
        }
    }
}
