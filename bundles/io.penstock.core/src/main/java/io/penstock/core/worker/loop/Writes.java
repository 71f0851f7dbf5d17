package io.penstock.core.worker.loop;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets writes that concern the same connector follow each other: each is decided, on the loop, when the one before is
 * durable. Belongs to the control loop.
 */
public final class Writes {

    private final ControlLoop loop;
    private final Map<String, CompletionStage<?>> last = new HashMap<>();

    /** Writes through this loop. */
    public Writes(ControlLoop loop) {
        this.loop = loop;
    }

    /** Decides and starts a write once it is its turn. Callable from any thread. */
    public <T> CompletionStage<T> enqueue(String name, String what, Callable<CompletionStage<T>> write) {
        return loop.submit(what, () -> chain(name, what, write)).thenCompose(stage -> stage);
    }

    private <T> CompletionStage<T> chain(String name, String what, Callable<CompletionStage<T>> write)
            throws Exception {
        CompletionStage<?> before = last.get(name);
        CompletionStage<T> mine;
        if (before == null || before.toCompletableFuture().isDone()) {
            mine = write.call();
        } else {
            mine = before.handle((done, failure) -> done == null ? failure : done)
                    .thenCompose(any -> loop.submit(what, write))
                    .thenCompose(stage -> stage);
        }
        CompletableFuture<T> tail = mine.toCompletableFuture();
        last.put(name, tail);
        var unused = tail.whenComplete((done, failure) -> loop.post("after " + what, () -> last.remove(name, tail)));
        return tail;
    }
}
