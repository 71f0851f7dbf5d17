package io.penstock.core.task.replay;

import io.penstock.core.kafka.Topics;
import io.penstock.core.pipeline.deadletter.Letter;
import io.penstock.core.task.replay.chain.Originals;
import io.penstock.core.task.replay.chain.ReplayChain;
import io.penstock.core.task.replay.chain.ReplaySpec;
import io.penstock.core.task.replay.chain.Verdict;
import io.penstock.core.task.run.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.errors.DataException;

/** Letters back to the topics that their records were in. */
final class TopicChain implements ReplayChain {

    private final ReplaySpec spec;
    private final Sends sends;
    private final Topics topics;
    private final boolean dryRun;
    private final Resources resources;
    private final Map<String, Integer> partitions = new HashMap<>();

    /** Closes the resources when it is closed. */
    TopicChain(ReplaySpec spec, Sends sends, Topics topics, boolean dryRun, Resources resources) {
        this.spec = spec;
        this.sends = sends;
        this.topics = topics;
        this.dryRun = dryRun;
        this.resources = resources;
    }

    @Override
    public List<Verdict> take(List<Letter> letters) throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        for (Letter letter : letters) {
            try {
                ProducerRecord<byte[], byte[]> record = record(letter);
                if (dryRun) {
                    verdicts.add(Verdict.delivered(letter));
                } else {
                    sends.send(letter, record);
                }
            } catch (DataException e) {
                verdicts.add(Verdict.refused(letter, String.valueOf(e.getMessage())));
            }
        }
        verdicts.addAll(sends.verdicts());
        return verdicts;
    }

    /** Without our headers, and with those that count replays. */
    ProducerRecord<byte[], byte[]> record(Letter letter) {
        String topic = Originals.topic(letter);
        ConsumerRecord<byte[], byte[]> old = letter.record();
        int count = partitions.computeIfAbsent(topic, topics::partitions);
        if (count == 0) {
            throw new DataException("topic '" + topic + "' that it came from does not exist any more; create it first");
        }
        int partition = letter.partition().orElse(Integer.MAX_VALUE);
        Headers headers = letter.headers();
        letter.mark(headers, spec.id());
        return new ProducerRecord<>(
                topic,
                partition < count ? partition : null,
                old.timestamp() < 0 ? null : old.timestamp(),
                old.key(),
                old.value(),
                headers);
    }

    @Override
    public List<Verdict> finish() {
        return List.of();
    }

    @Override
    public void close() {
        resources.close();
    }
}
