package io.penstock.core.task.replay.sink;

import io.penstock.core.pipeline.deadletter.Letter;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.task.sink.PutTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Letters that a sink task has taken, until it says that they are safe: by the offsets that it lets be committed, as for the
 * records of its consumer (Apache: {@code WorkerSinkTask.commitOffsets}). A task that answers with no offsets at all keeps
 * them elsewhere; then put and flush are as much as it says. Belongs to the replay's thread.
 */
final class Confirmations {

    private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);

    private final PutTask task;
    private final Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
    private List<Pending> pending = new ArrayList<>();

    Confirmations(PutTask task) {
        this.task = task;
    }

    /** A letter and where its record was. */
    record Pending(Letter letter, TopicPartition partition, long offset) {}

    void add(Letter letter, SinkRecord record) {
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        long offset = record.originalKafkaOffset();
        pending.add(new Pending(letter, partition, offset));
        reached.merge(partition, new OffsetAndMetadata(offset + 1), (a, b) -> a.offset() >= b.offset() ? a : b);
    }

    int size() {
        return pending.size();
    }

    /** Asks the task; answers with the letters that it has confirmed, which are pending no longer. */
    List<Letter> ask() {
        if (pending.isEmpty()) {
            return List.of();
        }
        Map<TopicPartition, OffsetAndMetadata> answer;
        try (PluginScope scope = PluginScope.enter(task.loader())) {
            answer = task.instance().preCommit(new HashMap<>(reached));
            if (answer == null || answer.isEmpty()) {
                task.instance().flush(new HashMap<>(reached));
            }
        } catch (RetriableException e) {
            LOG.warn("The task's preCommit() asks to be called again", e);
            return List.of();
        }
        List<Letter> confirmed = new ArrayList<>();
        List<Pending> left = new ArrayList<>();
        for (Pending each : pending) {
            if (covers(answer, each)) {
                confirmed.add(each.letter());
            } else {
                left.add(each);
            }
        }
        pending = left;
        return confirmed;
    }

    private static boolean covers(@Nullable Map<TopicPartition, OffsetAndMetadata> answer, Pending letter) {
        if (answer == null || answer.isEmpty()) {
            return true;
        }
        OffsetAndMetadata committed = answer.get(letter.partition());
        return committed != null && committed.offset() > letter.offset();
    }

    /** What is left is no longer waited for. */
    List<Letter> giveUp() {
        List<Letter> left = pending.stream().map(Pending::letter).toList();
        pending = new ArrayList<>();
        return left;
    }
}
