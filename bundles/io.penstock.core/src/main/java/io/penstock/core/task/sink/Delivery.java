package io.penstock.core.task.sink;

import io.penstock.core.plugin.PluginScope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives batches to the task's {@code put()}. On request it looks for the records of a batch that the task fails on, by
 * giving it halves and halves of halves; those are reported and the others delivered. Belongs to the task's thread.
 */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final PutTask task;
    private final ErrantRecords errant;
    private final int isolateAttempts;

    /** Whether a part of the batch in hand was delivered before the task asked for the rest again. */
    private boolean partly;

    /**
     * Makes a delivery.
     *
     * @param isolateAttempts how often put() may be called to isolate the failing records of a batch, 0 not at all
     */
    Delivery(PutTask task, ErrantRecords errant, int isolateAttempts) {
        this.task = task;
        this.errant = errant;
        this.isolateAttempts = isolateAttempts;
    }

    /**
     * Delivers a batch, or reports what could not be.
     *
     * @param batch what is left of it when the task asks for it again
     * @throws RetriableException when the task asks for what is left in the batch again
     * @throws ConnectException when it failed and that ends the task
     */
    void put(List<SinkRecord> batch) {
        int reported = errant.limit().lateRow();
        try {
            call(batch);
        } catch (RetriableException e) {
            throw e;
        } catch (RuntimeException e) {
            if (isolateAttempts == 0 || batch.isEmpty()) {
                throw unrecoverable(e);
            }
            errant.check();
            isolate(batch, e);
        }
        partly = false;
        errant.check();
        if (errant.limit().lateRow() - reported < batch.size()) {
            errant.limit().arrived();
        }
    }

    private void isolate(List<SinkRecord> batch, RuntimeException first) {
        LOG.warn(
                "The task's put() failed on a batch of {} records; looking for those that it fails on"
                        + " (errors.put.isolate)",
                batch.size(),
                first);
        Set<SinkRecord> delivered = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Poison> poison = new ArrayList<>();
        Deque<List<SinkRecord>> parts = new ArrayDeque<>();
        split(batch, first, parts, poison);
        int calls = 1;
        while (!parts.isEmpty()) {
            List<SinkRecord> part = parts.pop();
            if (++calls > isolateAttempts) {
                throw unrecoverable(new ConnectException(
                        "put() was called " + isolateAttempts + " times (errors.put.isolate.max.attempts) and still "
                                + (batch.size() - delivered.size()) + " of " + batch.size()
                                + " records are neither delivered nor found to be failing by themselves",
                        first));
            }
            try {
                call(part);
                delivered.addAll(part);
            } catch (RetriableException e) {
                partly |= !delivered.isEmpty();
                batch.removeIf(delivered::contains);
                throw e;
            } catch (RuntimeException e) {
                split(part, e, parts, poison);
            }
        }
        report(batch.size(), poison);
    }

    private void report(int size, List<Poison> poison) {
        if (poison.size() == size && size > 1 && !partly) {
            throw unrecoverable(new ConnectException(
                    "Each of the " + size
                            + " records of the batch fails by itself, so the cause is not a record and none"
                            + " is made a dead letter",
                    poison.get(0).error()));
        }
        for (Poison failed : poison) {
            errant.isolated(failed.record(), task.instance().getClass().getName(), failed.error());
        }
    }

    /** One record has been found, more are divided; the first half is next. */
    private static void split(
            List<SinkRecord> part, RuntimeException error, Deque<List<SinkRecord>> parts, List<Poison> poison) {
        if (part.size() == 1) {
            poison.add(new Poison(part.get(0), error));
        } else {
            int half = part.size() / 2;
            parts.push(part.subList(half, part.size()));
            parts.push(part.subList(0, half));
        }
    }

    private void call(List<SinkRecord> records) {
        // The task may keep what it gets, and we need ours if the task wants the batch again.
        List<SinkRecord> given = new ArrayList<>(records);
        try (PluginScope scope = PluginScope.enter(task.loader())) {
            task.instance().put(given);
        }
    }

    private static ConnectException unrecoverable(RuntimeException cause) {
        return new ConnectException("Exiting WorkerSinkTask due to unrecoverable exception.", cause);
    }

    private record Poison(SinkRecord record, RuntimeException error) {}
}
