package io.penstock.core.plugin;

import java.util.concurrent.atomic.AtomicBoolean;

/** A lease that gives back by running an action once. */
record ServiceLease<T>(T instance, Plugin plugin, Runnable giveBack, AtomicBoolean closed) implements Lease<T> {

    ServiceLease(T instance, Plugin plugin, Runnable giveBack) {
        this(instance, plugin, giveBack, new AtomicBoolean());
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
