package io.penstock.core.store.local;

import io.penstock.api.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one journal on a thread of its own. Writes that come while the disk is busy are made durable together.
 * Thread-safe.
 */
final class StoreThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreThread.class);

    private final String name;
    private final Journal journal;
    private final ExecutorService executor;
    private List<Write> pending = new ArrayList<>();

    private record Write(Map<String, @Nullable String> entries, Runnable visible, CompletableFuture<Void> done) {}

    StoreThread(String name, Journal journal) {
        this.name = name;
        this.journal = journal;
        executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "penstock-store-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Writes entries.
     *
     * @param visible runs on the store's thread once they are durable and before the stage completes
     * @return fails with WorkerException STORE_FAILED
     */
    CompletionStage<Void> write(Map<String, @Nullable String> entries, Runnable visible) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (this) {
            pending.add(new Write(entries, visible, done));
        }
        try {
            executor.execute(this::flush);
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(ErrorCode.STORE_FAILED.of("The store of " + name + " is closed", e));
        }
        return done;
    }

    private void flush() {
        List<Write> batch;
        synchronized (this) {
            batch = pending;
            pending = new ArrayList<>();
        }
        if (batch.isEmpty()) {
            return;
        }
        Map<String, @Nullable String> together = new LinkedHashMap<>();
        batch.forEach(write -> together.putAll(write.entries()));
        try {
            journal.append(together);
        } catch (IOException | RuntimeException e) {
            String message = "The " + name + " could not be stored: " + e.getMessage()
                    + ". Nothing was changed; free space or mend the disk under the data directory, then try again";
            batch.forEach(write -> write.done().completeExceptionally(ErrorCode.STORE_FAILED.of(message, e)));
            return;
        }
        for (Write write : batch) {
            try {
                write.visible().run();
            } catch (RuntimeException e) {
                LOG.error("A listener of the {} store failed", name, e);
            }
            write.done().complete(null);
        }
    }

    /** Writes what is pending and closes the file. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.error("The store of {} did not finish its writes within 10 s", name);
            }
            journal.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("The store of {} could not be closed", name, e);
        }
    }
}
