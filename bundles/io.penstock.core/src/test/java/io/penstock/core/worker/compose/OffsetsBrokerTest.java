package io.penstock.core.worker.compose;

import static io.penstock.core.worker.compose.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.penstock.api.ErrorCode;
import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.api.offset.ConnectorOffset;
import io.penstock.api.offset.ConnectorOffsets;
import io.penstock.broker.BrokerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Offsets of real connectors of a real worker on a real broker, with the answers of Apache's worker. */
class OffsetsBrokerTest {

    private static final String ALTERED = "The offsets for this connector have been altered successfully";
    private static final String RESET = "The offsets for this connector have been reset successfully";

    private static BrokerProcess broker;

    @TempDir
    Path directory;

    private BrokerRig rig;
    private ConnectorOffsets offsets;
    private String topic;
    private String snk;
    private Path input;
    private Path output;

    @BeforeAll
    static void startBroker() {
        broker = BrokerProcess.builder().start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        snk = "snk-" + topic;
        rig = new BrokerRig(directory, broker, topic);
        input = rig.input;
        output = rig.output;
        start(Map.of());
    }

    private void start(Map<String, String> more) throws InterruptedException {
        rig.start(more);
        offsets = Assembler.offsets(rig.worker);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private void source() {
        rig.source();
        await().until(() -> broker.endOffsets(topic) == 3);
        await().until(() -> !get(offsets.read("src")).isEmpty());
    }

    private void sink(String... more) {
        source();
        rig.sink(snk, more);
        await().until(() -> get(offsets.read(snk)).equals(List.of(sinkOffset(3))));
    }

    private ConnectorOffset sinkOffset(long offset) {
        return new ConnectorOffset(Map.of("kafka_topic", topic, "kafka_partition", 0), Map.of("kafka_offset", offset));
    }

    private ConnectorOffset sourceOffset(long position) {
        return new ConnectorOffset(Map.of("filename", input.toString()), Map.of("position", position));
    }

    private void target(String name, TargetState state) {
        get(rig.worker.commands().target(name, state));
    }

    @Test
    void unknownConnectorsHaveNoOffsets() {
        assertFailure(offsets.read("none"), ErrorCode.CONNECTOR_NOT_FOUND).hasMessage("Connector none not found");
        assertFailure(offsets.reset("none"), ErrorCode.CONNECTOR_NOT_FOUND).hasMessage("Connector none not found");
        assertFailure(offsets.alter("none", Map.of(Map.of("a", 1), Map.of("b", 2))), ErrorCode.CONNECTOR_NOT_FOUND)
                .hasMessage("Connector none not found");
        assertFailure(offsets.alter("none", Map.of()), ErrorCode.BAD_REQUEST)
                .hasMessage("Partitions / offsets need to be provided for an alter offsets request");
    }

    @Test
    void aSourceGoesOnWhereItsOffsetsWereSetTo() {
        source();
        assertThat(get(offsets.read("src"))).containsExactly(sourceOffset(6));
        assertFailure(offsets.reset("src"), ErrorCode.BAD_REQUEST)
                .hasMessage("Connectors must be in the STOPPED state before their offsets can be modified. This can be"
                        + " done for the specified connector by issuing a 'PUT' request to the '/connectors/src/stop'"
                        + " endpoint");

        target("src", TargetState.STOPPED);
        Map<String, Object> partition = Map.of("filename", input.toString());
        assertThat(get(offsets.alter("src", Map.of(partition, Map.of("position", 2)))))
                .isEqualTo(ALTERED);
        assertThat(get(offsets.read("src"))).containsExactly(sourceOffset(2));
        target("src", TargetState.STARTED);
        await().until(() -> broker.endOffsets(topic) == 5);

        target("src", TargetState.STOPPED);
        assertThat(get(offsets.reset("src"))).isEqualTo(RESET);
        assertThat(get(offsets.read("src"))).isEmpty();
        assertThat(get(offsets.reset("src"))).isEqualTo(RESET);
        target("src", TargetState.STARTED);
        await().until(() -> broker.endOffsets(topic) == 8);
    }

    @Test
    void aPausedSourceKeepsItsOffsets() {
        source();
        target("src", TargetState.PAUSED);

        assertFailure(offsets.reset("src"), ErrorCode.BAD_REQUEST)
                .hasMessageStartingWith("Connectors must be in the STOPPED");
    }

    @Test
    void aSourceRefusesWhatItCannotUse() {
        source();
        target("src", TargetState.STOPPED);
        Map<String, Object> partition = Map.of("filename", input.toString());

        assertFailure(offsets.alter("src", Map.of(partition, Map.of("position", "x"))), ErrorCode.BAD_REQUEST)
                .hasMessage("The value for the 'position' key in the offset is expected to be a Long value");
        assertFailure(
                        offsets.alter("src", Map.of(partition, Map.of("position", Map.of("nested", 1)))),
                        ErrorCode.BAD_REQUEST)
                .hasMessageContainingAll("'position'", "{nested=1}", "Only strings, numbers");
        Map<Map<String, ?>, Map<String, ?>> none = new HashMap<>();
        none.put(null, Map.of("position", 1));
        assertFailure(offsets.alter("src", none), ErrorCode.BAD_REQUEST)
                .hasMessage("The partition for a source connector offset cannot be null or missing");
        assertThat(get(offsets.read("src"))).containsExactly(sourceOffset(6));

        Map<Map<String, ?>, Map<String, ?>> forget = new HashMap<>();
        forget.put(partition, null);
        assertThat(get(offsets.alter("src", forget))).isEqualTo(ALTERED);
        assertThat(get(offsets.read("src"))).isEmpty();
    }

    @Test
    void aSinkGoesOnWhereItsGroupWasSetTo() throws Exception {
        sink();
        assertFailure(offsets.reset(snk), ErrorCode.BAD_REQUEST).hasMessageContaining("'/connectors/" + snk + "/stop'");

        target(snk, TargetState.STOPPED);
        assertThat(get(offsets.alter(
                        snk, Map.of(Map.of("kafka_topic", topic, "kafka_partition", 0), Map.of("kafka_offset", 2)))))
                .isEqualTo(ALTERED);
        assertThat(get(offsets.read(snk))).containsExactly(sinkOffset(2));
        target(snk, TargetState.STARTED);
        await().until(() -> Files.readString(output).equals("a\nb\nc\nc\n"));

        target(snk, TargetState.STOPPED);
        assertThat(get(offsets.reset(snk))).isEqualTo(RESET);
        assertThat(get(offsets.read(snk))).isEmpty();
        assertThat(get(offsets.reset(snk))).isEqualTo(RESET);
        assertThat(groups()).doesNotContain("connect-" + snk);
        target(snk, TargetState.STARTED);
        await().until(() -> Files.readString(output).equals("a\nb\nc\nc\na\nb\nc\n"));
    }

    private List<String> groups() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.listGroups().all().get().stream()
                    .map(group -> group.groupId())
                    .toList();
        }
    }

    @Test
    void theGroupIsTheOneThatTheSinkUses() throws Exception {
        sink("consumer.override.group.id", "mine-" + topic);
        target(snk, TargetState.STOPPED);

        assertThat(groups()).contains("mine-" + topic).doesNotContain("connect-" + snk);
        assertThat(get(offsets.reset(snk))).isEqualTo(RESET);
        assertThat(groups()).doesNotContain("mine-" + topic);
    }

    @Test
    void aSinksOffsetsAreReadStrictlyAndChangedTogetherOrNotAtAll() {
        sink();
        target(snk, TargetState.STOPPED);
        Map<String, Object> here = Map.of("kafka_topic", topic, "kafka_partition", 0);

        refused(Map.of("kafka_topic", topic), Map.of("kafka_offset", 1))
                .hasMessage("The partition for a sink connector offset must contain the keys 'kafka_topic' and"
                        + " 'kafka_partition'");
        refused(null, Map.of("kafka_offset", 1))
                .hasMessage("The partition for a sink connector offset cannot be null or missing");
        refused(Map.of("kafka_topic", topic, "kafka_partition", "two"), Map.of("kafka_offset", 1))
                .hasMessage("Failed to parse the following Kafka partition value in the provided offsets: 'two'."
                        + " Partition values for sink connectors need to be integers.");
        refused(Map.of("kafka_topic", topic, "kafka_partition", -1), Map.of("kafka_offset", 1))
                .hasMessageContaining("'-1'");
        refused(here, Map.of("offset", 1))
                .hasMessageStartingWith(
                        "The offset for a sink connector should either be null or contain the key 'kafka_offset'");
        refused(here, Map.of("kafka_offset", "1.5"))
                .hasMessage("Failed to parse the following Kafka offset value in the provided offsets: '1.5'."
                        + " Offset values for sink connectors need to be integers.");
        refused(here, Map.of("kafka_offset", -1)).hasMessageContaining("'-1'");
        assertFailure(
                        offsets.alter(
                                snk,
                                Map.of(
                                        here,
                                        Map.of("kafka_offset", 1),
                                        Map.of("kafka_topic", topic, "kafka_partition", 7),
                                        Map.of("kafka_offset", 1),
                                        Map.of("kafka_topic", "no-such-topic", "kafka_partition", 0),
                                        Map.of("kafka_offset", 1))),
                        ErrorCode.BAD_REQUEST)
                .hasMessageContaining("no topic partition " + topic + "-7, no-such-topic-0 ");
        assertFailure(
                        offsets.alter(
                                snk,
                                Map.of(
                                        here,
                                        Map.of("kafka_offset", 1),
                                        Map.of("kafka_topic", topic, "kafka_partition", "0"),
                                        Map.of("kafka_offset", 2))),
                        ErrorCode.BAD_REQUEST)
                .hasMessageContaining(topic + "-0 is named more than once");
        assertThat(get(offsets.read(snk))).containsExactly(sinkOffset(3));

        assertThat(get(offsets.alter(
                        snk,
                        Map.of(Map.of("kafka_topic", topic, "kafka_partition", "0"), Map.of("kafka_offset", "1")))))
                .isEqualTo(ALTERED);
        assertThat(get(offsets.read(snk))).containsExactly(sinkOffset(1));

        Map<Map<String, ?>, Map<String, ?>> forget = new HashMap<>();
        forget.put(here, null);
        forget.put(Map.of("kafka_topic", "no-such-topic", "kafka_partition", 4), null);
        assertThat(get(offsets.alter(snk, forget))).isEqualTo(ALTERED);
        assertThat(get(offsets.read(snk))).isEmpty();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(Map<String, ?> partition, Map<String, ?> offset) {
        Map<Map<String, ?>, Map<String, ?>> wanted = new HashMap<>();
        wanted.put(partition, offset);
        return assertFailure(offsets.alter(snk, wanted), ErrorCode.BAD_REQUEST);
    }

    @Test
    void aGroupWithMembersIsLeftAlone() {
        sink();
        target(snk, TargetState.STOPPED);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "group.id",
                "connect-" + snk,
                "auto.offset.reset",
                "earliest");
        try (var stranger = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            stranger.subscribe(List.of(topic));
            await().until(() -> {
                stranger.poll(Duration.ofMillis(100));
                return !stranger.assignment().isEmpty();
            });
            Map<String, Object> here = Map.of("kafka_topic", topic, "kafka_partition", 0);

            assertFailure(offsets.alter(snk, Map.of(here, Map.of("kafka_offset", 1))), ErrorCode.CONFLICT)
                    .hasMessageStartingWith(
                            "Failed to alter consumer group offsets for connector " + snk + " either because its"
                                    + " tasks haven't stopped completely yet or the connector was resumed before the request to"
                                    + " alter its offsets could be successfully completed.");
            Map<Map<String, ?>, Map<String, ?>> forget = new HashMap<>();
            forget.put(here, null);
            assertFailure(offsets.alter(snk, forget), ErrorCode.CONFLICT).hasMessageContaining("zombie sink tasks");
            assertFailure(offsets.reset(snk), ErrorCode.CONFLICT)
                    .hasMessageStartingWith(
                            "Failed to reset consumer group offsets for connector " + snk + " either because")
                    .hasMessageContaining("the request to reset its offsets");
        }
    }

    @Test
    void theAdminClientHasTheConnectorsSettings() throws Exception {
        sink();
        target(snk, TargetState.STOPPED);
        Map<String, String> config = new HashMap<>(rig.worker.views().info(snk).config());
        config.put("admin.override.security.protocol", "NONSENSE");
        get(rig.worker.commands().put(snk, new HashMap<>(config)));

        assertFailure(offsets.read(snk), ErrorCode.CONFIG_INVALID)
                .hasMessageStartingWith("Failed to retrieve consumer group offsets for sink connector " + snk)
                .hasMessageContainingAll("NONSENSE", "admin.override.*");
        rig.close();
        start(Map.of("connector.client.config.override.policy", "None"));
        assertFailure(offsets.reset(snk), ErrorCode.CONFIG_INVALID)
                .hasMessageContaining("admin.override.security.protocol");
        assertThat(rig.worker.views().status(snk).connector().state()).isNotEqualTo(State.RUNNING);
    }
}
