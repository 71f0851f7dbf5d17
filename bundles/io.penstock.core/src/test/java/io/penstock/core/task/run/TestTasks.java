package io.penstock.core.task.run;

import io.penstock.core.task.ScriptedSink;
import io.penstock.core.task.ScriptedSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Tasks that the runner makes by itself; each behaves as its configuration says and shows itself to the test. */
public final class TestTasks {

    private TestTasks() {}

    /** A source that counts, {@code limit} records, ten at a time. */
    public static class Counter extends SourceTask {

        private int next;
        private int limit;

        @Override
        public void start(Map<String, String> props) {
            limit = Integer.parseInt(props.getOrDefault("limit", "100"));
            Map<String, Object> offset = context.offsetStorageReader().offset(Map.of("p", "a"));
            next = offset == null ? 0 : ((Number) offset.get("n")).intValue();
        }

        @Override
        public @Nullable List<SourceRecord> poll() throws InterruptedException {
            if (next >= limit) {
                new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
                return null;
            }
            List<SourceRecord> batch = new ArrayList<>();
            for (int i = 0; i < 10 && next < limit; i++) {
                next++;
                batch.add(ScriptedSource.record("a", next, "v" + next));
            }
            return batch;
        }

        @Override
        public void stop() {}

        @Override
        public String version() {
            return "7.1";
        }
    }

    /** A source that throws where its configuration says. */
    public static class Thrower extends Counter {

        private String where = "";

        @Override
        public void start(Map<String, String> props) {
            where = props.get("throw");
            at("start");
            super.start(props);
        }

        @Override
        public @Nullable List<SourceRecord> poll() throws InterruptedException {
            at("poll");
            if (where.equals("error")) {
                throw new NoClassDefFoundError("com/acme/Missing");
            }
            return super.poll();
        }

        @Override
        public void stop() {
            if (!where.isEmpty()) {
                throw new IllegalStateException("cannot stop either");
            }
        }

        private void at(String here) {
            if (where.equals(here)) {
                throw new IllegalArgumentException("broken in " + here);
            }
        }
    }

    /** A source whose constructor throws. */
    public static class Unborn extends Counter {
        public Unborn() {
            throw new IllegalStateException("not today");
        }
    }

    /** A source that hangs in poll whatever happens, until the test lets it go. */
    public static class Hanger extends Counter {

        static volatile CountDownLatch inPoll = new CountDownLatch(1);
        static volatile CountDownLatch release = new CountDownLatch(1);

        static void reset() {
            inPoll = new CountDownLatch(1);
            release = new CountDownLatch(1);
        }

        @Override
        public @Nullable List<SourceRecord> poll() {
            inPoll.countDown();
            boolean released = false;
            while (!released) {
                try {
                    release.await();
                    released = true;
                } catch (InterruptedException e) {
                    // A plugin that does not care.
                    Thread.interrupted();
                }
            }
            return List.of(ScriptedSource.record("a", 1, "late"));
        }
    }

    /** A source that waits in poll until it is interrupted. */
    public static class Sleeper extends Counter {
        @Override
        public @Nullable List<SourceRecord> poll() throws InterruptedException {
            new CountDownLatch(1).await();
            return null;
        }
    }

    /** A source that complains when it is interrupted. */
    public static class Grumbler extends Counter {
        @Override
        public @Nullable List<SourceRecord> poll() {
            try {
                new CountDownLatch(1).await();
                return null;
            } catch (InterruptedException e) {
                throw new IllegalStateException("do not disturb", e);
            }
        }
    }

    /** A sink that can be looked at. */
    public static class Sink extends ScriptedSink {

        static volatile @Nullable Sink last;

        public Sink() {
            last = this;
        }
    }
}
