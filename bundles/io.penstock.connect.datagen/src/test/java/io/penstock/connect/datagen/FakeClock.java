package io.penstock.connect.datagen;

import java.util.concurrent.CountDownLatch;

/** Time passes by waiting only, and at the test's word. */
final class FakeClock implements Clock {

    long nanos = -5_000_000_000L;
    long longestWait;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public boolean await(CountDownLatch stopped, long wait) {
        if (stopped.getCount() == 0) {
            return true;
        }
        longestWait = Math.max(longestWait, wait);
        nanos += wait;
        return false;
    }
}
