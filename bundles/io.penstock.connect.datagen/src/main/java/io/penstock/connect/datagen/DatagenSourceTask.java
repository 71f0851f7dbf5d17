package io.penstock.connect.datagen;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.TransactionContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the records of its slices, at its share of the rate. {@link #poll} waits a tenth of a second at most, and not at
 * all once the task is stopped.
 */
public final class DatagenSourceTask extends SourceTask {

    private static final Logger log = LoggerFactory.getLogger(DatagenSourceTask.class);

    private static final Pattern NUMBERS = Pattern.compile("\\d{1,4}(,\\d{1,4})*");

    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(100);

    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Work work;

    /** What a started task works with. */
    private record Work(
            RecordStream records,
            Pacer pacer,
            int batchSize,
            @Nullable TransactionContext transactions) {}

    public DatagenSourceTask() {
        this(Clock.SYSTEM);
    }

    DatagenSourceTask(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return PluginVersion.get();
    }

    /**
     * Goes on where the slices' offsets say.
     *
     * @throws ConfigException if the configuration is not one of the connector's
     * @throws ConnectException if a stored offset is not one of the connector's
     */
    @Override
    public void start(Map<String, String> settings) {
        DatagenConfig config = new DatagenConfig(settings);
        Slices slices = new Slices(config.dataset().id(), config.slices());
        List<Integer> mine = slicesOf(settings, config.slices());
        long[] positions = positions(slices, mine);
        double rate = config.rate() * mine.size() / config.slices();
        work = new Work(
                new RecordStream(slices, new Generator(config), config.count(), mine, positions),
                new Pacer(rate, config.batchSize(), clock.nanos()),
                config.batchSize(),
                context.transactionContext());
        log.debug("Slices {} of {}, beginning at positions {}", mine, slices.total(), positions);
    }

    private static List<Integer> slicesOf(Map<String, String> settings, int total) {
        String mine = settings.get(DatagenSettings.TASK_SLICES);
        if (mine != null && NUMBERS.matcher(mine).matches()) {
            List<Integer> slices =
                    Arrays.stream(mine.split(",")).map(Integer::valueOf).toList();
            if (slices.stream().allMatch(slice -> slice < total)) {
                return slices;
            }
        }
        throw new ConfigException(
                DatagenSettings.TASK_SLICES,
                mine,
                "must list slices from 0 to " + (total - 1)
                        + "; the connector sets it, leave it out of the configuration");
    }

    private long[] positions(Slices slices, List<Integer> mine) {
        List<Map<String, Object>> partitions = slices.partitions(mine);
        Map<Map<String, Object>, Map<String, Object>> offsets =
                context.offsetStorageReader().offsets(partitions);
        return IntStream.range(0, mine.size())
                .mapToLong(i -> slices.position(offsets.get(partitions.get(i))))
                .toArray();
    }

    /** The next records; null if none are due just now, or ever again. */
    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        Work at = work;
        if (at == null) {
            throw new IllegalStateException("poll() came before start()");
        }
        if (at.records().exhausted()) {
            clock.await(stopped, LONGEST_WAIT);
            return null;
        }
        int due = at.pacer().take(clock.nanos(), at.batchSize());
        if (due == 0) {
            if (clock.await(stopped, Math.min(LONGEST_WAIT, at.pacer().nanosUntilDue()))) {
                return null;
            }
            due = at.pacer().take(clock.nanos(), at.batchSize());
        }
        if (due == 0) {
            return null;
        }
        List<SourceRecord> records = at.records().next(due);
        if (at.transactions() != null) {
            at.transactions().commitTransaction();
        }
        if (at.records().exhausted()) {
            log.info("All records of this task's slices are made (count); the task stays and makes no more");
        }
        return records;
    }

    /** From any thread: a waiting {@link #poll} comes back at once. */
    @Override
    public void stop() {
        stopped.countDown();
    }
}
