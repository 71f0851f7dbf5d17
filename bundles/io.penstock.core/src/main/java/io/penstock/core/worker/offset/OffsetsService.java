package io.penstock.core.worker.offset;

import io.penstock.api.ConnectorInfo;
import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.api.offset.ConnectorOffset;
import io.penstock.api.offset.ConnectorOffsets;
import io.penstock.core.kafka.KafkaClients;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.store.OffsetCodec;
import io.penstock.core.store.OffsetStore;
import io.penstock.core.worker.command.Commands;
import io.penstock.core.worker.command.Views;
import io.penstock.core.worker.loop.Background;
import io.penstock.core.worker.run.ConnectorConfigs;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes offsets (Apache: {@code Worker.connectorOffsets}, {@code Worker.modifyConnectorOffsets}, whose texts
 * these are). A change has two steps: the connector's hook and whatever else may refuse come first and within a deadline,
 * the write comes last, so that a hook that returns too late changes nothing. Thread-safe.
 */
public final class OffsetsService implements ConnectorOffsets {

    /** As long as Apache's REST API waits for its herder. */
    public static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Commands commands;
    private final Views views;
    private final ConnectorConfigs reader;
    private final Plugins plugins;
    private final OffsetStore store;
    private final SinkOffsets sinks;
    private final AlterHook hook;
    private final Background background;
    private final Duration patience;
    private final OffsetCodec codec = new OffsetCodec();

    /**
     * What a connector has agreed to.
     *
     * @param offsets what is to be written
     * @param everywhere whether the connector keeps no offsets elsewhere
     */
    private record Agreed<P, O extends @Nullable Object>(Map<P, O> offsets, boolean everywhere) {}

    /**
     * A service over these parts.
     *
     * @param store of source offsets
     * @param clients reach the consumer groups of sinks
     * @param patience for the code of a plugin
     */
    public OffsetsService(
            Commands commands,
            Views views,
            ConnectorConfigs reader,
            Plugins plugins,
            OffsetStore store,
            KafkaClients clients,
            Background background,
            Duration patience) {
        this.commands = commands;
        this.views = views;
        this.reader = reader;
        this.plugins = plugins;
        this.store = store;
        this.sinks = new SinkOffsets(reader, clients);
        this.hook = new AlterHook(plugins);
        this.background = background;
        this.patience = patience;
    }

    @Override
    public CompletionStage<List<ConnectorOffset>> read(String connector) {
        ConnectorInfo info;
        try {
            info = views.info(connector);
        } catch (WorkerException e) {
            return CompletableFuture.failedFuture(e);
        }
        return subject(info).thenCompose(subject -> subject.sink() ? sinkOffsets(subject) : sourceOffsets(connector));
    }

    private CompletionStage<Subject> subject(ConnectorInfo info) {
        return background.call(
                "resolving the configuration of connector " + info.name(),
                patience,
                () -> Subject.of(info, reader, plugins.view()));
    }

    private CompletionStage<List<ConnectorOffset>> sinkOffsets(Subject subject) {
        String failure = "Failed to retrieve consumer group offsets for sink connector " + subject.name();
        return background.call(
                "reading the consumer group of sink connector " + subject.name(),
                patience,
                () -> SinkPartitions.shown(sinks.read(subject, failure)));
    }

    private CompletionStage<List<ConnectorOffset>> sourceOffsets(String connector) {
        return store.all(connector).thenApply(offsets -> offsets.entrySet().stream()
                .map(entry -> new ConnectorOffset(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(offset -> String.valueOf(offset.partition())))
                .toList());
    }

    @Override
    public CompletionStage<String> alter(String connector, Map<Map<String, ?>, @Nullable Map<String, ?>> offsets) {
        if (offsets.isEmpty()) {
            return CompletableFuture.failedFuture(
                    ErrorCode.BAD_REQUEST.of("Partitions / offsets need to be provided for an alter offsets request"));
        }
        return modify(connector, "altered", new HashMap<>(offsets));
    }

    @Override
    public CompletionStage<String> reset(String connector) {
        return modify(connector, "reset", null);
    }

    private CompletionStage<String> modify(
            String connector, String done, @Nullable Map<Map<String, ?>, @Nullable Map<String, ?>> offsets) {
        return commands.whileStopped(
                connector, "having the offsets of connector " + connector + " " + done, () -> subject(
                                views.info(connector))
                        .thenCompose(subject ->
                                subject.sink() ? modifySink(subject, offsets) : modifySource(subject, offsets))
                        .thenApply(everywhere -> sentence(everywhere, done)));
    }

    private static String sentence(boolean everywhere, String done) {
        return everywhere
                ? "The offsets for this connector have been " + done + " successfully"
                : "The Connect framework-managed offsets for this connector have been " + done
                        + " successfully. However, if this connector manages offsets externally, they will need to be"
                        + " manually " + done + " in the system that the connector uses.";
    }

    /** Null offsets stand for a reset of all. */
    private CompletionStage<Boolean> modifySource(
            Subject subject, @Nullable Map<Map<String, ?>, @Nullable Map<String, ?>> offsets) {
        String name = subject.name();
        CompletionStage<Map<Map<String, ?>, @Nullable Map<String, ?>>> wanted = offsets == null
                ? store.all(name).thenApply(stored -> forgetting(stored.keySet()))
                : CompletableFuture.completedFuture(offsets);
        return wanted.thenCompose(asked -> background.call(
                        "calling the 'alterOffsets' method for source connector " + name, patience, () -> {
                            var normalized = normalized(name, asked);
                            boolean everywhere = hook.source(subject, normalized);
                            return new Agreed<Map<String, ?>, @Nullable Map<String, ?>>(normalized, everywhere);
                        }))
                .thenCompose(agreed -> agreed.offsets().isEmpty()
                        ? CompletableFuture.completedFuture(agreed.everywhere())
                        : store.commit(name, agreed.offsets()).thenApply(written -> agreed.everywhere()));
    }

    /** As they would be read back, so that the connector sees the types that it knows from its offset reader. */
    private Map<Map<String, ?>, @Nullable Map<String, ?>> normalized(
            String connector, Map<Map<String, ?>, @Nullable Map<String, ?>> offsets) {
        Map<Map<String, ?>, @Nullable Map<String, ?>> normalized = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (partition == null) {
                throw ErrorCode.BAD_REQUEST.of("The partition for a source connector offset cannot be null or missing");
            }
            normalized.put(
                    codec.asPartitionRead(connector, partition),
                    offset == null ? null : codec.asOffsetRead(connector, offset));
        });
        return normalized;
    }

    private CompletionStage<Boolean> modifySink(
            Subject subject, @Nullable Map<Map<String, ?>, @Nullable Map<String, ?>> offsets) {
        String name = subject.name();
        return background
                .call("calling the 'alterOffsets' method for sink connector " + name, patience, () -> {
                    Map<TopicPartition, @Nullable Long> wanted =
                            offsets == null ? everyPartition(subject) : SinkPartitions.parse(offsets);
                    sinks.check(subject, wanted);
                    boolean everywhere = hook.sink(subject, wanted);
                    return new Agreed<TopicPartition, @Nullable Long>(wanted, everywhere);
                })
                .thenCompose(agreed ->
                        background.call("changing the consumer group of sink connector " + name, patience, () -> {
                            if (offsets == null) {
                                sinks.reset(subject);
                            } else {
                                sinks.alter(subject, agreed.offsets());
                            }
                            return agreed.everywhere();
                        }));
    }

    private Map<TopicPartition, @Nullable Long> everyPartition(Subject subject) {
        String failure = "Failed to list offsets prior to resetting offsets for sink connector " + subject.name();
        return forgetting(sinks.read(subject, failure).keySet());
    }

    private static <P, O> Map<P, @Nullable O> forgetting(Set<? extends P> partitions) {
        Map<P, @Nullable O> forgetting = new HashMap<>();
        partitions.forEach(partition -> forgetting.put(partition, null));
        return forgetting;
    }
}
