package io.penstock.core.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** A sink task that keeps what it gets, and does in each put what the next line of its script says. */
public class ScriptedSink extends SinkTask {

    /** What was called, in order, with partitions sorted. */
    public final List<String> calls = new CopyOnWriteArrayList<>();
    /** All records of puts that returned. */
    public final List<SinkRecord> records = new CopyOnWriteArrayList<>();
    /** What the next puts with records do before they return. */
    public final Queue<Consumer<Collection<SinkRecord>>> script = new ArrayDeque<>();

    /** What open throws. */
    public @Nullable RuntimeException failOpen;

    /** What preCommit answers. */
    public UnaryOperator<Map<TopicPartition, OffsetAndMetadata>> preCommit = offsets -> offsets;

    public SinkTaskContext context() {
        return context;
    }

    /** The values of the records that were put. */
    public List<Object> values() {
        List<Object> values = new ArrayList<>();
        records.forEach(r -> values.add(r.value()));
        return values;
    }

    @Override
    public void start(Map<String, String> props) {
        calls.add("start");
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        if (failOpen != null) {
            throw failOpen;
        }
        calls.add("open " + sorted(partitions));
    }

    @Override
    public void put(Collection<SinkRecord> put) {
        if (put.isEmpty()) {
            return;
        }
        calls.add("put " + put.size());
        Consumer<Collection<SinkRecord>> next = script.poll();
        if (next != null) {
            next.accept(put);
        }
        records.addAll(put);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        calls.add("preCommit " + sorted(offsets.keySet()));
        return preCommit.apply(offsets);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        calls.add("close " + sorted(partitions));
    }

    @Override
    public void stop() {
        calls.add("stop");
    }

    @Override
    public String version() {
        return "7.2";
    }

    private static Collection<String> sorted(Collection<TopicPartition> partitions) {
        Collection<String> names = new TreeSet<>();
        partitions.forEach(p -> names.add(p.toString()));
        return names;
    }
}
