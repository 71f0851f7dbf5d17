package io.penstock.core.worker.restart;

import io.penstock.core.task.TestClock;
import io.penstock.core.worker.loop.Timer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A schedule that runs when the test says that time goes by. */
final class FakeTimers implements Timers {

    private record Waiting(long at, Runnable command) {}

    private final TestClock clock;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean deaf;

    FakeTimers(TestClock clock) {
        this.clock = clock;
    }

    /** From now on a cancelled command runs all the same, as one does that is on its way already. */
    void ignoreCancellations() {
        deaf = true;
    }

    int size() {
        return waiting.size();
    }

    void advance(long ms) {
        long until = clock.millis() + ms;
        List<Waiting> due = waiting.stream()
                .filter(one -> one.at <= until)
                .sorted(Comparator.comparingLong(Waiting::at))
                .toList();
        for (Waiting one : due) {
            clock.advance(Math.max(0, one.at - clock.millis()));
            if (waiting.remove(one)) {
                one.command.run();
            }
        }
        clock.advance(until - clock.millis());
    }

    @Override
    public Timer schedule(String what, long delayMs, Runnable command) {
        Waiting one = new Waiting(clock.millis() + delayMs, command);
        waiting.add(one);
        return () -> {
            if (!deaf) {
                waiting.remove(one);
            }
        };
    }
}
