package io.penstock.core.worker.deadletter;

import io.penstock.api.deadletter.ReplayRequest;
import io.penstock.api.deadletter.ReplayState;
import io.penstock.core.kafka.KafkaClients;
import io.penstock.core.pipeline.deadletter.Letter;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.task.replay.ReplayChains;
import io.penstock.core.task.replay.chain.ReplayChain;
import io.penstock.core.task.replay.chain.ReplaySpec;
import io.penstock.core.task.replay.chain.ReplayStop;
import io.penstock.core.task.replay.chain.Verdict;
import io.penstock.core.task.state.LogContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replay from its first letter to its end: reads the selection as it is at the start, gives it to the chain in batches,
 * keeps the audit. What the audit says of a letter is said after it is true. Runs on a thread that is its own.
 */
final class ReplayRun {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);

    private final Subject subject;
    private final ReplayRequest request;
    private final KafkaClients clients;
    private final ReplayChains chains;
    private final Progress progress;
    private final ReplayStop stop;
    private final List<Letter> batch = new ArrayList<>();
    private AuditTopic.@Nullable Writer audit;
    private long begin;
    private long given;

    /**
     * What a replay is about.
     *
     * @param queue the letters' queue
     * @param spec what their chain is made from
     * @param delivered what earlier replays have delivered
     * @param queueId of the dead letter topic
     * @param worker that runs it
     */
    record Subject(Queue queue, ReplaySpec spec, Delivered delivered, String queueId, String worker) {}

    ReplayRun(
            Subject subject,
            ReplayRequest request,
            KafkaClients clients,
            ReplayChains chains,
            Progress progress,
            ReplayStop stop) {
        this.subject = subject;
        this.request = request;
        this.clients = clients;
        this.chains = chains;
        this.progress = progress;
        this.stop = stop;
    }

    Queue queue() {
        return subject.queue();
    }

    /** Whether it makes a task, and so depends on the configuration of one. */
    boolean usesTask() {
        return !subject.spec().task().config().isEmpty();
    }

    /** The plugin in use that has left, if any has. */
    Optional<Plugin> departed(PluginView view) {
        List<Plugin> used = new ArrayList<>(subject.spec().task().used().values());
        used.add(subject.spec().task().connector());
        return used.stream().filter(plugin -> !view.offers(plugin)).findFirst();
    }

    /** Replays; the progress has its end when this returns. */
    void run() {
        try (LogContext context = LogContext.replay(subject.queue().connector())) {
            if (request.dryRun()) {
                finish(attempt());
                return;
            }
            AuditTopic topic = new AuditTopic(subject.queue(), clients);
            try (AuditTopic.Writer writer = topic.writer()) {
                audit = writer;
                writer.write(started());
                writer.await();
                End end = attempt();
                writer.write(ended(end));
                writer.await();
                finish(end);
            }
        } catch (Throwable e) {
            finish(failure(e));
        }
    }

    private record End(ReplayState state, String why) {}

    private void finish(End end) {
        if (progress.end(end.state(), end.why())) {
            LOG.info(
                    "Replay {} of connector {} {}: {}",
                    subject.spec().id(),
                    subject.queue().connector(),
                    end.state(),
                    end.why());
        }
    }

    private End attempt() {
        try (Consumer<byte[], byte[]> consumer =
                        clients.consumer(subject.queue().settings().clients().letterConsumer());
                ReplayChain chain = chains.open(subject.spec(), request.target(), request.dryRun(), stop)) {
            begin = System.nanoTime();
            TopicScan scan = TopicScan.of(consumer, subject.queue().topic());
            if (scan == null) {
                throw subject.queue().missing();
            }
            LetterFilter filter = new LetterFilter(subject.queue().connector(), request.selection());
            filter.narrow(scan);
            scan.run(stop::ordered, record -> visit(record, filter, chain));
            give(chain);
            settle(chain.finish());
            String reason = stop.reason();
            if (reason == null) {
                return new End(ReplayState.COMPLETED, "All letters of the selection have been through");
            }
            return new End(Replays.isCancelled(reason) ? ReplayState.CANCELLED : ReplayState.ENDED, reason);
        } catch (Throwable e) {
            return failure(e);
        }
    }

    private End failure(Throwable e) {
        String ordered = stop.reason();
        if (e instanceof InterruptedException || Thread.interrupted()) {
            if (ordered != null) {
                return new End(
                        Replays.isCancelled(ordered) ? ReplayState.CANCELLED : ReplayState.ENDED,
                        ordered + ". Its thread had to be interrupted; letters that it was about have no verdict");
            }
        }
        LOG.error(
                "Replay {} of connector {} failed",
                subject.spec().id(),
                subject.queue().connector(),
                e);
        String message = e.getMessage();
        return new End(ReplayState.FAILED, subject.queue().config().hide(message == null ? e.toString() : message));
    }

    private boolean visit(ConsumerRecord<byte[], byte[]> record, LetterFilter filter, ReplayChain chain)
            throws InterruptedException {
        Letter letter = new Letter(record);
        if (!filter.takes(letter)) {
            return true;
        }
        progress.selected();
        Delivered delivered = subject.delivered();
        if (!request.force() && (delivered.by(letter.id()) != null || delivered.returned(letter.id()))) {
            progress.skipped();
            return true;
        }
        if (!request.force() && letter.attempt() >= request.maxAttempts()) {
            settle(List.of(Verdict.refused(
                    letter,
                    "It has been replayed " + letter.attempt() + " times (max_attempts=" + request.maxAttempts()
                            + "); force replays it all the same")));
            return true;
        }
        batch.add(letter);
        if (batch.size() >= batchSize()) {
            give(chain);
        }
        return !stop.ordered();
    }

    private int batchSize() {
        return request.rate() == 0
                ? ReplayChain.BATCH
                : (int) Math.max(1, Math.min(ReplayChain.BATCH, Math.round(request.rate())));
    }

    private void give(ReplayChain chain) throws InterruptedException {
        if (!batch.isEmpty() && !awaitTurn()) {
            settle(chain.take(List.copyOf(batch)));
            given += batch.size();
        }
        batch.clear();
    }

    /** Waits until the rate lets the next letters through; true when the replay is to end. */
    private boolean awaitTurn() throws InterruptedException {
        if (request.rate() > 0) {
            long due = Math.round(given / request.rate() * 1000);
            long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            if (due > elapsed) {
                return stop.await(due - elapsed);
            }
        }
        return stop.ordered();
    }

    private void settle(List<Verdict> verdicts) throws InterruptedException {
        AuditTopic.Writer writer = audit;
        if (writer != null) {
            verdicts.forEach(verdict -> writer.write(letter(verdict)));
            writer.await();
        }
        verdicts.forEach(progress::verdict);
    }

    private Map<String, Object> started() {
        return entry(
                "start",
                "who",
                request.who(),
                "worker",
                subject.worker(),
                "selection",
                request.selection().parameters(),
                "options",
                Progress.options(request));
    }

    private Map<String, Object> letter(Verdict verdict) {
        String error = verdict.error();
        Letter letter = verdict.letter();
        return entry(
                "letter",
                "letter",
                letter.id(),
                "topic",
                letter.reason("topic"),
                "partition",
                letter.reason("partition"),
                "offset",
                letter.reason("offset"),
                "outcome",
                verdict.fate().toString(),
                "attempt",
                letter.attempt() + 1,
                "error",
                error == null ? null : subject.queue().config().hide(error),
                "new_letter",
                verdict.again());
    }

    private Map<String, Object> ended(End end) {
        var counts = progress.counts();
        return entry(
                "end",
                "state",
                end.state().toString(),
                "why",
                end.why(),
                "counts",
                Map.of(
                        "selected", counts.selected(),
                        "delivered", counts.delivered(),
                        "filtered", counts.filtered(),
                        "failed", counts.failed(),
                        "refused", counts.refused(),
                        "unconfirmed", counts.unconfirmed(),
                        "skipped", counts.skipped()));
    }

    /** With what every entry says. */
    private Map<String, Object> entry(String event, @Nullable Object... fields) {
        Map<String, Object> entry = AuditTopic.entry(
                event,
                subject.spec().id(),
                "time",
                Instant.now().toString(),
                "connector",
                subject.queue().connector(),
                "queue",
                subject.queue().topic(),
                "queue_id",
                subject.queueId());
        AuditTopic.add(entry, fields);
        return entry;
    }
}
