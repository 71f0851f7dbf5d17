package io.penstock.connect.datagen;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time as a task sees it, so that a test can make it pass. */
interface Clock {

    /** The machine's. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public boolean await(CountDownLatch stopped, long nanos) throws InterruptedException {
            return stopped.await(nanos, TimeUnit.NANOSECONDS);
        }
    };

    /** Nanoseconds since some moment. */
    long nanos();

    /** Waits so many nanoseconds at most; true as soon as the task is stopped. */
    boolean await(CountDownLatch stopped, long nanos) throws InterruptedException;
}
