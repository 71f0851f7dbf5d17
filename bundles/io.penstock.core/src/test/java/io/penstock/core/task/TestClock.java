package io.penstock.core.task;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves. Thread-safe. */
public final class TestClock implements InstantSource {

    private final AtomicLong now = new AtomicLong(1_000_000);

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now.get());
    }

    @Override
    public long millis() {
        return now.get();
    }

    public void advance(long ms) {
        now.addAndGet(ms);
    }
}
