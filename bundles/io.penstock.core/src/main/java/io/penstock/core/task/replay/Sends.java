package io.penstock.core.task.replay;

import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.pipeline.deadletter.Letter;
import io.penstock.core.task.replay.chain.ReplayStop;
import io.penstock.core.task.replay.chain.Returns;
import io.penstock.core.task.replay.chain.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;

/** Records on their way to Kafka, until it has acknowledged them. Belongs to the replay's thread. */
final class Sends {

    private final Producer<byte[], byte[]> producer;
    private final Returns returns;
    private final ReplayStop stop;
    private final List<Sent> underWay = new ArrayList<>();

    Sends(Producer<byte[], byte[]> producer, Returns returns, ReplayStop stop) {
        this.producer = producer;
        this.returns = returns;
        this.stop = stop;
    }

    private record Sent(Letter letter, CompletableFuture<Boolean> acknowledged) {}

    void send(Letter letter, ProducerRecord<byte[], byte[]> record) {
        CompletableFuture<Boolean> acknowledged = new CompletableFuture<>();
        underWay.add(new Sent(letter, acknowledged));
        try {
            var unused = producer.send(record, (metadata, error) -> {
                if (error == null) {
                    acknowledged.complete(true);
                } else {
                    acknowledged.completeExceptionally(error);
                }
            });
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            acknowledged.completeExceptionally(e);
        }
    }

    /** The verdicts of all that was sent; those that Kafka refused are back in the queue. */
    List<Verdict> verdicts() throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        for (Sent sent : underWay) {
            settle(sent, verdicts);
        }
        underWay.clear();
        verdicts.addAll(returns.verdicts());
        return verdicts;
    }

    private void settle(Sent sent, List<Verdict> verdicts) throws InterruptedException {
        Letter letter = sent.letter();
        try {
            stop.answer(sent.acknowledged());
            verdicts.add(Verdict.delivered(letter));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            var failed = new Failed<Object>(Stage.KAFKA_PRODUCE, KafkaProducer.class.getName(), cause);
            returns.fail(letter, failed);
        } catch (TimeoutException e) {
            verdicts.add(Verdict.unconfirmed(letter, String.valueOf(e.getMessage())));
        }
    }
}
