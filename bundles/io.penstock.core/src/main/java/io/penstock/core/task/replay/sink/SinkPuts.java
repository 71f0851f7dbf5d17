package io.penstock.core.task.replay.sink;

import io.penstock.core.pipeline.tolerance.Backoff;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.task.replay.chain.ReplayStop;
import io.penstock.core.task.sink.PutTask;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives records to a sink task: again when it asks for that, and in ever smaller parts when it fails on them, until those
 * that it cannot take are found. Belongs to the replay's thread.
 */
public final class SinkPuts {

    /** However short {@code errors.retry.timeout} is, a task that asks for its records again gets them for so long, in ms. */
    private static final long LEAST_RETRY_MS = 10_000;

    private static final long PAUSE_CHECK_MS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(SinkPuts.class);

    private final PutTask task;
    private final ReplayContext context;
    private final ReplayStop stop;
    private final InstantSource clock;
    private final Backoff backoff;
    private boolean exhausted;

    public SinkPuts(
            PutTask task,
            ReplayContext context,
            ReplayStop stop,
            InstantSource clock,
            long retryTimeoutMs,
            long delayMaxMs) {
        this.task = task;
        this.context = context;
        this.stop = stop;
        this.clock = clock;
        long timeout = retryTimeoutMs < 0 ? retryTimeoutMs : Math.max(LEAST_RETRY_MS, retryTimeoutMs);
        this.backoff = new Backoff(
                timeout, delayMaxMs, bound -> ThreadLocalRandom.current().nextLong(bound));
    }

    /**
     * Puts records.
     *
     * @param failed hears of each that the task cannot take, with what it threw
     * @return those that it took; those that are in neither were not given, because the replay is to end
     */
    List<SinkRecord> put(List<SinkRecord> records, BiConsumer<SinkRecord, Throwable> failed)
            throws InterruptedException {
        List<SinkRecord> taken = new ArrayList<>();
        if (!records.isEmpty() && awaitResumed(records)) {
            put(records, taken, failed);
        }
        return taken;
    }

    /** Gives the task the time that it would get between two batches. */
    void idle() {
        try (PluginScope scope = PluginScope.enter(task.loader())) {
            task.instance().put(List.of());
        } catch (RetriableException e) {
            LOG.debug("The task asks to be called again later", e);
        }
    }

    /** Whether the task kept asking for the same records until the time was over. */
    boolean exhausted() {
        return exhausted;
    }

    private void put(List<SinkRecord> records, List<SinkRecord> taken, BiConsumer<SinkRecord, Throwable> failed)
            throws InterruptedException {
        long start = clock.millis();
        for (int attempt = 1; !stop.ordered(); attempt++) {
            // The task may keep what it gets.
            try (PluginScope scope = PluginScope.enter(task.loader())) {
                task.instance().put(new ArrayList<>(records));
                taken.addAll(records);
                return;
            } catch (RetriableException e) {
                long elapsed = clock.millis() - start;
                if (!backoff.mayRetry(elapsed)) {
                    exhausted = true;
                    records.forEach(record -> failed.accept(record, e));
                    return;
                }
                LOG.warn("The task's put() asks for the same {} records again", records.size(), e);
                long wish = context.takeTimeout();
                stop.await(wish > 0 ? wish : backoff.delayMs(attempt, elapsed));
            } catch (RuntimeException e) {
                split(records, e, taken, failed);
                return;
            }
        }
    }

    private void split(
            List<SinkRecord> records,
            RuntimeException error,
            List<SinkRecord> taken,
            BiConsumer<SinkRecord, Throwable> failed)
            throws InterruptedException {
        if (records.size() == 1) {
            failed.accept(records.get(0), error);
            return;
        }
        LOG.debug("The task's put() failed on {} records; looking for those that it fails on", records.size(), error);
        int middle = records.size() / 2;
        put(records.subList(0, middle), taken, failed);
        put(records.subList(middle, records.size()), taken, failed);
    }

    /** Waits until the task takes records of these partitions; false when the replay is to end. */
    private boolean awaitResumed(List<SinkRecord> records) throws InterruptedException {
        Set<TopicPartition> partitions = records.stream()
                .map(record -> new TopicPartition(record.originalTopic(), record.originalKafkaPartition()))
                .collect(Collectors.toSet());
        while (context.anyPaused(partitions)) {
            idle();
            if (stop.await(PAUSE_CHECK_MS)) {
                return false;
            }
        }
        return !stop.ordered();
    }
}
