package io.penstock.rest.http;

import io.penstock.rest.settings.Limits;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much the server has taken on: requests under way, and bytes of bodies and answers in memory. Thread-safe. */
public final class Room {

    private final Limits limits;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** Room that is all free. */
    public Room(Limits limits) {
        this.limits = limits;
    }

    public Limits limits() {
        return limits;
    }

    /** Takes the place of one request; false when there is none. Each place is given back once. */
    public boolean enter() {
        if (requests.incrementAndGet() > limits.requests()) {
            requests.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives a request's place back. */
    public void leave() {
        requests.decrementAndGet();
    }

    /** How many requests are under way. */
    public int requests() {
        return requests.get();
    }

    /** Takes memory; false, having taken nothing, when there is not so much. */
    public boolean take(int size) {
        if (bytes.addAndGet(size) > limits.bufferedBytes()) {
            bytes.addAndGet(-size);
            return false;
        }
        return true;
    }

    /** Gives memory back. */
    public void free(int size) {
        bytes.addAndGet(-size);
    }
}
