package io.penstock.benchmark.errors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A batch of 500 good records through string converters and one transform, with tolerance off and with everything on:
 * {@code errors.tolerance=all}, retries, a dead letter queue, and all limits. The converters do as little as converters
 * can, so that the machinery around them shows.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ToleranceBenchmark {

    private static final int BATCH = 500;

    /** Whose record path: penstock or apache. */
    @Param({"penstock", "apache"})
    public String worker = "";

    /** Whether failures are tolerated: off or on. */
    @Param({"off", "on"})
    public String tolerance = "";

    private final List<ConsumerRecord<byte[], byte[]>> consumed = new ArrayList<>();
    private RecordPath path = new ApachePath(workerFile(), connector());

    /** Assembles the record path. */
    @Setup
    public void setUp() {
        path.close();
        path = worker.equals("apache")
                ? new ApachePath(workerFile(), connector())
                : new PenstockPath(workerFile(), connector());
        for (int i = 0; i < BATCH; i++) {
            consumed.add(new ConsumerRecord<>("orders", 0, i, bytes("key-" + i), bytes("a value of some length " + i)));
        }
    }

    /** Closes it. */
    @TearDown
    public void tearDown() {
        path.close();
    }

    /** A batch, per record. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<SinkRecord> batch() {
        return path.process(consumed);
    }

    private static Map<String, String> workerFile() {
        return Map.of(
                "bootstrap.servers",
                "localhost:9092",
                "key.converter",
                "org.apache.kafka.connect.storage.StringConverter",
                "value.converter",
                "org.apache.kafka.connect.storage.StringConverter");
    }

    private Map<String, String> connector() {
        Map<String, String> config = new HashMap<>(Map.of(
                "name",
                "benchmark",
                "connector.class",
                "benchmark",
                "topics",
                "orders",
                "transforms",
                "t",
                "transforms.t.type",
                "org.apache.kafka.connect.transforms.RegexRouter",
                "transforms.t.regex",
                "orders",
                "transforms.t.replacement",
                "sales"));
        if (tolerance.equals("on")) {
            config.putAll(Map.of(
                    "errors.tolerance",
                    "all",
                    "errors.retry.timeout",
                    "-1",
                    "errors.deadletterqueue.topic.name",
                    "dlq",
                    "errors.tolerance.rate",
                    "0.01",
                    "errors.tolerance.max.consecutive",
                    "100",
                    "errors.put.isolate",
                    "true"));
        }
        return config;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
