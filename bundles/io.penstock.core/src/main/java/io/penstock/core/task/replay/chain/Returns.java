package io.penstock.core.task.replay.chain;

import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.deadletter.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;

/**
 * The way back into the queue for letters that fail again: a new letter with the record as it was, its new reason, and one
 * attempt more. Sending is thread-safe.
 */
public final class Returns {

    private final ReplaySpec spec;
    private final Producer<byte[], byte[]> producer;
    private final ReplayStop stop;
    private final List<Returning> underWay = new ArrayList<>();

    private record Returning(Letter letter, Throwable error, Future<String> sent) {}

    public Returns(ReplaySpec spec, Producer<byte[], byte[]> producer, ReplayStop stop) {
        this.spec = spec;
        this.producer = producer;
        this.stop = stop;
    }

    /** Sends the new letter; completes with its id when Kafka has acknowledged it. */
    public CompletableFuture<String> send(Letter letter, Failed<?> failed) {
        CompletableFuture<String> sent = new CompletableFuture<>();
        try {
            var unused = producer.send(
                    letter.again(spec.task().id(), failed, spec.queue(), spec.id()), (metadata, error) -> {
                        if (error == null) {
                            sent.complete(Letter.id(metadata.partition(), metadata.offset()));
                        } else {
                            sent.completeExceptionally(error);
                        }
                    });
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }

    /** Sends the new letter of one that has failed; {@link #verdicts} waits for it. On the replay's thread. */
    public void fail(Letter letter, Failed<?> failed) {
        fail(letter, failed.error(), send(letter, failed));
    }

    /** The same for a letter whose new one is under way already. */
    public void fail(Letter letter, Throwable error, Future<String> sent) {
        underWay.add(new Returning(letter, error, sent));
    }

    /**
     * Waits until the new letters are safe. Fails with {@link ReplayFailure} when one is not: the old one is still there. On
     * the replay's thread.
     */
    public List<Verdict> verdicts() throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        for (Returning each : underWay) {
            verdicts.add(verdict(each.letter(), each.error(), each.sent()));
        }
        underWay.clear();
        return verdicts;
    }

    private Verdict verdict(Letter letter, Throwable error, Future<String> sent) throws InterruptedException {
        try {
            return Verdict.failed(letter, error, stop.answer(sent));
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new ReplayFailure(
                    "Letter " + letter.id() + " failed again (" + error + ") and could not be written back to '"
                            + spec.queue().topic() + "': " + cause.getMessage()
                            + ". It is still there as it was; mend the topic and replay again",
                    cause);
        }
    }
}
