package io.penstock.core.worker.deadletter;

import io.penstock.api.ConnectorType;
import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.api.deadletter.Replay;
import io.penstock.api.deadletter.ReplayRequest;
import io.penstock.api.deadletter.ReplayTarget;
import io.penstock.core.config.key.ExtensionKeys;
import io.penstock.core.kafka.KafkaClients;
import io.penstock.core.pipeline.deadletter.Letter;
import io.penstock.core.store.ConfigStore;
import io.penstock.core.store.StoredConnector;
import io.penstock.core.task.TaskSpec;
import io.penstock.core.task.replay.ReplayChains;
import io.penstock.core.task.replay.chain.ReplaySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;

/** Accepts replays: checks all that can be checked before the first letter moves. Blocks. */
final class ReplayDesk {

    /** How long a dry run may take, and the look for letters that were delivered before. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final QueueLookup lookup;
    private final Reads reads;
    private final Replays replays;
    private final ReplayChains chains;
    private final KafkaClients clients;
    private final ConfigStore configs;
    private final Supplier<String> workerId;
    private final InstantSource clock;

    ReplayDesk(
            QueueLookup lookup,
            Reads reads,
            Replays replays,
            ReplayChains chains,
            KafkaClients clients,
            ConfigStore configs,
            Supplier<String> workerId,
            InstantSource clock) {
        this.lookup = lookup;
        this.reads = reads;
        this.replays = replays;
        this.chains = chains;
        this.clients = clients;
        this.configs = configs;
        this.workerId = workerId;
        this.clock = clock;
    }

    /** Starts a replay on a thread of its own. */
    Replay start(String connector, ReplayRequest request) throws InterruptedException {
        String id = id();
        Progress progress = new Progress(id, connector, request, clock);
        Replays.Active claimed = replays.claim(connector, id, progress);
        try {
            Queue queue = queue(connector, request);
            TaskSpec task = task(queue, request);
            StoredConnector began = configs.connectors().get(connector);
            if (began == null || !began.config().equals(queue.written())) {
                throw ErrorCode.CONFLICT.of("The configuration of connector " + connector
                        + " was changed while the replay was prepared; try again");
            }
            String queueId = new AuditTopic(queue, clients).prepare();
            Delivered delivered = request.force() ? new Delivered(queueId) : delivered(queue, queueId);
            if (!request.force() && !request.remaining()) {
                refuseDelivered(queue, request, delivered);
            }
            ReplaySpec spec = new ReplaySpec(id, task, queue.letters());
            var subject = new ReplayRun.Subject(queue, spec, delivered, queueId, workerId.get());
            replays.start(claimed, new ReplayRun(subject, request, clients, chains, progress, claimed.stop()), began);
            // What was changed before the replay was known to whoever hears of changes.
            replays.configured(configs.connectors());
            return progress.view();
        } catch (RuntimeException | InterruptedException | Error e) {
            replays.release(claimed);
            throw e;
        }
    }

    /** Runs conversion and transforms on this thread; writes nothing anywhere. */
    Replay dryRun(String connector, ReplayRequest request) throws InterruptedException {
        String id = id();
        Progress progress = new Progress(id, connector, request, clock);
        Queue queue = queue(connector, request);
        TaskSpec task = task(queue, request);
        String queueId = AuditTopic.queueId(queue, clients);
        Delivered delivered = delivered(queue, queueId);
        ReplaySpec spec = new ReplaySpec(id, task, queue.letters());
        var subject = new ReplayRun.Subject(queue, spec, delivered, queueId, workerId.get());
        Replays.Active trial = replays.trial(connector, id, progress);
        replays.tryOut(trial, new ReplayRun(subject, request, clients, chains, progress, trial.stop()), LONGEST);
        return progress.view();
    }

    private Queue queue(String connector, ReplayRequest request) {
        Queue queue = lookup.queue(connector);
        if (request.target() == ReplayTarget.TOPIC && queue.settings().type() == ConnectorType.SOURCE) {
            throw ErrorCode.BAD_REQUEST.of("to=topic is for sink connectors, and " + connector
                    + " is a source: its letters were in no topic. Replay them with to=connector");
        }
        boolean isRead = queue.settings().topics().contains(queue.auditTopic())
                || queue.settings()
                        .topicsRegex()
                        .filter(regex -> Pattern.matches(regex, queue.auditTopic()))
                        .isPresent();
        if (isRead) {
            throw ErrorCode.CONFLICT.of("Connector " + connector + " would read the audit of its replays, for topic '"
                    + queue.auditTopic() + "' is among those that it reads (topics, topics.regex). Name another one by "
                    + ExtensionKeys.AUDIT_TOPIC);
        }
        return queue;
    }

    private TaskSpec task(Queue queue, ReplayRequest request) throws InterruptedException {
        boolean makesTask = queue.settings().type() == ConnectorType.SINK
                && request.target() == ReplayTarget.CONNECTOR
                && !request.dryRun();
        return lookup.task(queue, makesTask);
    }

    private Delivered delivered(Queue queue, String queueId) throws InterruptedException {
        Delivered delivered = new Delivered(queueId);
        AuditTopic audit = new AuditTopic(queue, clients);
        try (Consumer<byte[], byte[]> consumer = reads.open(queue)) {
            TopicScan scan = TopicScan.of(consumer, queue.auditTopic());
            if (scan != null) {
                TopicScan.Position left = scan.run(deadline(), record -> {
                    delivered.take(audit.read(record));
                    return true;
                });
                if (left != null) {
                    throw tooLong("The audit topic '" + queue.auditTopic() + "' is too long to be read", "");
                }
            }
        }
        return delivered;
    }

    /** Fails with CONFLICT when letters of the selection were delivered before. */
    private void refuseDelivered(Queue queue, ReplayRequest request, Delivered delivered) throws InterruptedException {
        if (delivered.letters().isEmpty()) {
            return;
        }
        Map<String, Integer> counts = new TreeMap<>();
        try (Consumer<byte[], byte[]> consumer = reads.open(queue)) {
            TopicScan scan = Reads.scan(consumer, queue);
            LetterFilter filter = new LetterFilter(queue.connector(), request.selection());
            filter.narrow(scan);
            Map<Integer, NavigableSet<Long>> offsets = LetterFilter.byPartition(delivered.letters());
            for (int partition : scan.remaining()) {
                NavigableSet<Long> known = offsets.get(partition);
                if (known == null) {
                    scan.narrow(partition, Long.MAX_VALUE, Long.MAX_VALUE);
                } else {
                    scan.narrow(partition, known.first(), known.last());
                }
            }
            TopicScan.Position left = scan.run(deadline(), record -> {
                Letter letter = new Letter(record);
                String by = filter.takes(letter) ? delivered.by(letter.id()) : null;
                if (by != null) {
                    counts.merge(by, 1, Integer::sum);
                }
                return true;
            });
            if (left != null) {
                throw tooLong(
                        "The selection is too large to find out which of its letters were delivered before",
                        "; narrow it, or");
            }
        }
        if (!counts.isEmpty()) {
            int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
            throw ErrorCode.CONFLICT.of(sum + " letters of the selection have been delivered before, by replay "
                    + String.join(", ", counts.keySet())
                    + ". remaining=true leaves them out and replays the others; force=true replays all of them again");
        }
    }

    private static WorkerException tooLong(String what, String instead) {
        return ErrorCode.TIMEOUT.of(what + " within " + LONGEST.toSeconds() + " s" + instead
                + " say force=true to replay whatever was delivered before");
    }

    private static BooleanSupplier deadline() {
        long end = System.nanoTime() + LONGEST.toNanos();
        return () -> System.nanoTime() - end > 0;
    }

    private String id() {
        return clock.instant().toString().substring(0, 19).replaceAll("[^0-9T]", "") + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }
}
