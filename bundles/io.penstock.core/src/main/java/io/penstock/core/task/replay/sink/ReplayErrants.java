package io.penstock.core.task.replay.sink;

import io.penstock.core.pipeline.ConsumedRecord;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.pipeline.convert.SinkBytes;
import io.penstock.core.pipeline.deadletter.Letter;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.task.replay.chain.Returns;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a task reports of letters that it was given (KIP-610): they are back in the queue. A record that the task has
 * made itself becomes a letter of its own. Thread-safe: tasks report from threads of their own.
 */
public final class ReplayErrants implements ErrantRecordReporter {

    private final Returns returns;
    private final SinkBytes bytes;
    private final Map<ConsumerRecord<byte[], byte[]>, Letter> letters =
            Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Letter, ConsumerRecord<byte[], byte[]>> records =
            Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Letter, Report> reports = Collections.synchronizedMap(new IdentityHashMap<>());

    public ReplayErrants(Returns returns, SinkBytes bytes) {
        this.returns = returns;
        this.bytes = bytes;
    }

    /** What was reported of a letter. */
    record Report(Throwable error, CompletableFuture<String> sent) {}

    /** The record that a letter was made into. */
    void expect(ConsumerRecord<byte[], byte[]> record, Letter letter) {
        letters.put(record, letter);
        records.put(letter, record);
    }

    /** The letter of a record that {@link #expect} has named. */
    Letter letter(SinkRecord record) {
        Letter letter = record instanceof ConsumedRecord known ? letters.get(known.consumed()) : null;
        if (letter == null) {
            throw new IllegalStateException("No letter was made into " + record);
        }
        return letter;
    }

    /** Forgets a letter that has its verdict now; answers what was reported of it, null for nothing. */
    @Nullable Report settle(Letter letter) {
        ConsumerRecord<byte[], byte[]> record = records.remove(letter);
        if (record != null) {
            letters.remove(record);
        }
        return reports.remove(letter);
    }

    @Override
    public Future<Void> report(SinkRecord record, Throwable error) {
        var failed = new Failed<Object>(Stage.TASK_PUT, SinkTask.class.getName(), error);
        // Called by plugin code under its own loader, which is none of the producer's business.
        try (PluginScope scope = PluginScope.enter(ReplayErrants.class.getClassLoader())) {
            ConsumerRecord<byte[], byte[]> original = bytes.of(record);
            Letter letter = letters.get(original);
            if (letter == null) {
                return returns.send(new Letter(original), failed).thenApply(id -> null);
            }
            return reports.computeIfAbsent(letter, l -> new Report(error, returns.send(l, failed)))
                    .sent()
                    .thenApply(id -> null);
        }
    }
}
