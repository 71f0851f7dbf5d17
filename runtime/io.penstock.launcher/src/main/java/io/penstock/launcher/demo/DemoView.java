package io.penstock.launcher.demo;

import io.penstock.launcher.start.Output;
import java.time.Duration;

/** Shows how the records flow: on a terminal in one line that is written over, elsewhere in a line now and then. One thread. */
final class DemoView {
    private static final String START_OF_LINE = "\r";
    private static final String CLEAR_REST = "\u001b[K";

    private final Output output;
    private final boolean terminal;
    private final long everyNanos;
    private long shownAt;
    private long producedThen;
    private boolean unfinished;

    DemoView(Output output, boolean terminal) {
        this.output = output;
        this.terminal = terminal;
        this.everyNanos = Duration.ofMillis(terminal ? 400 : 2_000).toNanos();
        this.shownAt = System.nanoTime();
    }

    /** Shows the numbers if it is time to. */
    void update(DemoNumbers numbers) {
        long now = System.nanoTime();
        long passed = now - shownAt;
        if (passed < everyNanos) {
            return;
        }
        long perSecond = Math.round((numbers.produced() - producedThen) * 1e9 / passed);
        shownAt = now;
        producedThen = numbers.produced();
        if (terminal) {
            output.out().print(START_OF_LINE + numbers.line(perSecond) + CLEAR_REST);
            output.out().flush();
            unfinished = true;
        } else {
            output.line(numbers.line(perSecond));
        }
    }

    /** Leaves the line that is written over, so that other text can follow. */
    void endLine() {
        if (unfinished) {
            output.line("");
            unfinished = false;
        }
    }
}
