package io.penstock.core.worker.compose;

import static io.penstock.core.worker.compose.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.ErrorCode;
import io.penstock.api.TargetState;
import io.penstock.api.deadletter.DeadLetter;
import io.penstock.api.deadletter.DeadLetterQueues;
import io.penstock.api.deadletter.Detail;
import io.penstock.api.deadletter.LetterPage;
import io.penstock.api.deadletter.ReasonReport;
import io.penstock.api.deadletter.Replay;
import io.penstock.api.deadletter.ReplayRequest;
import io.penstock.api.deadletter.ReplayState;
import io.penstock.api.deadletter.ReplayTarget;
import io.penstock.api.deadletter.Selection;
import io.penstock.api.plugin.PluginType;
import io.penstock.broker.BrokerProcess;
import io.penstock.core.plugin.Plugin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.file.FileStreamSourceConnector;
import org.apache.kafka.connect.transforms.HoistField;
import org.apache.kafka.connect.transforms.InsertField;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Letters in real topics: read, counted, and replayed through real tasks of a real worker. */
class DeadLettersBrokerTest {

    private static BrokerProcess broker;

    @TempDir
    Path directory;

    private BrokerRig rig;
    private DeadLetterQueues queues;
    private Plugin plugin;
    private String name;
    private String topic;
    private String dead;
    private final Map<String, String> config = new HashMap<>();

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
        name = test.getTestMethod().orElseThrow().getName();
        topic = "in-" + name;
        dead = "dead-" + name;
        rig = new BrokerRig(directory, broker, topic);
        plugin = rig.plugins.offer(QuirkySinkConnector.class, PluginType.SINK);
        rig.plugins.offer(HoistField.Value.class, PluginType.TRANSFORMATION);
        rig.plugins.offer(InsertField.Value.class, PluginType.TRANSFORMATION);
        rig.start(Map.of("offset.flush.timeout.ms", "700"));
        queues = rig.worker.letters();
        create(topic, 2);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void lettersAreListedFilteredAndCounted() {
        sink();
        send(0, 30, n -> "v" + n);
        send(30, 5, n -> "bare " + n, false, name);
        send(35, 4, n -> "foreign", true, "another-connector");

        LetterPage first = get(queues.list(name, Selection.all(), 10, null, Detail.SHORT));
        assertThat(first.letters()).hasSize(10);
        assertThat(first.complete()).isTrue();
        LetterPage rest = get(queues.list(name, Selection.all(), 1000, first.cursor(), Detail.SHORT));
        assertThat(rest.letters()).hasSize(25);
        assertThat(rest.cursor()).isNull();
        assertThat(rest.hint()).contains("errors.deadletterqueue.context.headers.enable");
        assertThat(rest.letters().stream().map(DeadLetter::id))
                .doesNotContainAnyElementsOf(
                        first.letters().stream().map(DeadLetter::id).toList());

        assertThat(ids(Map.of("stage", "unknown"))).hasSize(5);
        assertThat(ids(Map.of("exception", "DataException", "offset_from", "10", "offset_to", "12")))
                .hasSize(3);
        assertThat(ids(Map.of("exception", "org.apache.kafka.connect.errors.DataException")))
                .hasSize(30);
        assertThat(ids(Map.of("exception", "Data"))).isEmpty();
        assertThat(ids(Map.of("since", "1020", "until", "1024"))).hasSize(5);
        assertThat(ids(Map.of("queue_from", "28", "queue_to", "31"))).containsExactly("0-28", "0-29", "0-30", "0-31");
        assertThat(ids(Map.of("ids", "0-3,0-29,0-36"))).containsExactly("0-3", "0-29");
        assertThat(ids(Map.of("topic", "nowhere"))).isEmpty();

        ReasonReport reasons = get(queues.reasons(name, Selection.all()));
        assertThat(reasons.total()).isEqualTo(35);
        assertThat(reasons.reasons().get(0).count()).isEqualTo(30);
        assertThat(reasons.reasons().get(1).stage()).isEqualTo(DeadLetter.Reason.UNKNOWN);

        DeadLetter letter = get(queues.show(name, "0-7"));
        assertThat(letter.reason().stacktrace()).isEqualTo("at somewhere");
        assertThat(letter.value().data()).isEqualTo("v7");
        assertThat(letter.origin()).isEqualTo(new DeadLetter.Origin(topic, 0, 7L));
        assertThat(letter.headers()).extracting(DeadLetter.Header::key).containsExactly("own");
        assertFailure(queues.show(name, "0-99"), ErrorCode.DEAD_LETTER_NOT_FOUND);
        assertFailure(queues.show(name, "0-36"), ErrorCode.DEAD_LETTER_NOT_FOUND);
        assertFailure(queues.show(name, "x"), ErrorCode.BAD_REQUEST);
    }

    @Test
    void lettersGoBackToTheirTopicAsTheyWere() {
        sink();
        get(rig.worker.commands().target(name, TargetState.PAUSED));
        send(0, 3, n -> "v" + n);
        send(3, 1, n -> "bare", false, name);

        Replay replay = replay(request(Map.of(), ReplayTarget.TOPIC, 0));

        assertThat(replay.counts().delivered()).as("%s", replay).isEqualTo(3);
        assertThat(replay.counts().refused()).isEqualTo(1);
        assertThat(replay.problems().get(0).error()).contains("errors.deadletterqueue.context.headers.enable");
        assertThat(broker.endOffsets(topic)).isEqualTo(3);
        get(rig.worker.commands().target(name, TargetState.STARTED));
        Replay bare = replay(request(Map.of("stage", "unknown")));
        assertThat(bare.counts().delivered()).as("%s", bare).isEqualTo(1);
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        sink();
        String face = new String(Character.toChars(0x1F600));
        send(0, 1, n -> "x" + face.repeat(600));
        LetterPage page = get(queues.list(name, Selection.all(), 1, null, Detail.SHORT));
        assertThat(page.letters().get(0).value())
                .isEqualTo(new DeadLetter.Content("text", "x" + face.repeat(511), 2401, true));
        assertThat(get(queues.show(name, "0-0")).value().data()).isEqualTo("x" + face.repeat(600));
    }

    @Test
    void aQueueWhoseTopicIsGoneSaysSo() throws Exception {
        sink();
        await().until(() -> broker.endOffsets(dead) == 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteTopics(List.of(dead)).all().get();
        }
        await().untilAsserted(
                        () -> assertFailure(queues.reasons(name, Selection.all()), ErrorCode.DEAD_LETTER_NOT_FOUND)
                                .hasMessageContaining(dead));
    }

    @Test
    void whatHasNoQueueSaysSo() {
        assertFailure(queues.list("nobody", Selection.all(), 1, null, Detail.SHORT), ErrorCode.CONNECTOR_NOT_FOUND);
        config.put("errors.deadletterqueue.topic.name", "");
        sink();
        assertFailure(queues.reasons(name, Selection.all()), ErrorCode.CONFLICT)
                .hasMessageContaining("errors.deadletterqueue.topic.name");
    }

    @Test
    void poisonIsFoundAndFailsAlone() {
        sink();
        send(0, 100, n -> n == 13 || n == 77 ? "poison " + n : "v" + n);

        Replay replay = replay(request(Map.of()));

        assertThat(replay.state()).as("%s", replay).isEqualTo(ReplayState.COMPLETED);
        assertThat(replay.counts().delivered()).isEqualTo(98);
        assertThat(replay.counts().failed()).isEqualTo(2);
        assertThat(replay.problems()).extracting(Replay.Problem::letter).containsExactlyInAnyOrder("0-13", "0-77");
        assertThat(QuirkySinkConnector.kept(name)).hasSize(98).doesNotHaveDuplicates();
        List<DeadLetter> again = get(queues.list(name, Selection.parse(Map.of("attempt", "1")), 10, null, Detail.FULL))
                .letters();
        assertThat(again).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.replay()).isEqualTo(replay.id());
            assertThat(letter.reason().stage()).isEqualTo("TASK_PUT");
            assertThat(letter.reason().message()).startsWith("cannot take poison");
            assertThat(letter.headers()).extracting(DeadLetter.Header::key).containsExactly("own");
        });
        var entries = get(queues.audit(name, replay.id(), 1000, null)).entries();
        assertThat(entries).hasSize(102);
        assertThat(entries.stream().filter(entry -> "failed".equals(entry.get("outcome"))))
                .extracting(entry -> entry.get("new_letter"))
                .containsExactlyInAnyOrderElementsOf(
                        again.stream().map(letter -> (Object) letter.id()).toList());
    }

    @Test
    void anOutageBehindTheTaskLeavesTheQueueAsItIs() {
        sink();
        send(0, 20, n -> "poison");
        Replay replay = replay(request(Map.of()));
        assertThat(replay.why()).as("%s", replay).contains("takes none of the 20 letters", "cannot take poison");
        assertThat(broker.endOffsets(dead)).isEqualTo(20);
    }

    @Test
    void whatTheTaskReportsIsBackInTheQueue() {
        sink();
        send(0, 10, n -> n == 4 ? "report" : "v" + n);

        Replay replay = replay(request(Map.of()));

        assertThat(replay.counts().delivered()).as("%s", replay).isEqualTo(9);
        assertThat(replay.counts().failed()).isEqualTo(1);
        assertThat(ids(Map.of("attempt", "1"))).containsExactly("0-10");

        Replay rest = replay(remaining());

        assertThat(rest.counts().selected()).as("%s", rest).isEqualTo(11);
        assertThat(rest.counts().skipped())
                .as("delivered, or in the queue anew")
                .isEqualTo(10);
        assertThat(rest.counts().failed()).isEqualTo(1);
        assertThat(ids(Map.of("attempt", "2"))).containsExactly("0-11");
    }

    @Test
    void aTaskThatAsksAgainGetsItsRecordsAgain() {
        config.put("quirk", "again");
        sink();
        send(0, 10, n -> "v" + n);

        Replay replay = replay(request(Map.of()));

        assertThat(replay.counts().delivered()).as("%s", replay).isEqualTo(10);
        assertThat(QuirkySinkConnector.kept(name)).hasSize(10);
    }

    @Test
    void whatTheTaskDoesNotConfirmIsUnconfirmedAndMayBeReplayed() {
        config.put("quirk", "holds");
        sink();
        send(0, 10, n -> "v" + n);

        Replay replay = replay(request(Map.of()));

        assertThat(replay.counts().unconfirmed()).as("%s", replay).isEqualTo(10);
        assertThat(replay.problems().get(0).error()).contains("offset.flush.timeout.ms", "700");
        assertThat(replay(request(Map.of())).counts().unconfirmed()).isEqualTo(10);
    }

    @Test
    void aTaskThatNamesNoOffsetsIsBelievedAfterItsFlush() {
        config.put("quirk", "silent");
        sink();
        send(0, 10, n -> "v" + n);

        assertThat(replay(request(Map.of())).counts().delivered()).isEqualTo(10);
    }

    @Test
    void oneReplayAtATimeAndItCanBeCancelled() {
        sink();
        send(0, 50, n -> "v" + n);
        Replay slow = get(queues.replay(name, request(Map.of(), ReplayTarget.CONNECTOR, 1)));
        assertFailure(queues.replay(name, request(Map.of())), ErrorCode.CONFLICT)
                .hasMessageContaining("Replay " + slow.id());
        await().until(() -> queues.replay(name, slow.id()).counts().delivered() > 0);

        Replay ended = get(queues.cancel(name, slow.id(), "me"));

        assertThat(ended.state()).isEqualTo(ReplayState.CANCELLED);
        assertThat(ended.why()).isEqualTo("Cancelled by me");
        assertThat(ended.counts().delivered()).isBetween(1L, 49L);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("dead-letter-replay-")));
        Replay rest =
                replay(new ReplayRequest(Selection.all(), ReplayTarget.CONNECTOR, 0, false, false, true, 3, "test"));
        assertThat(rest.counts().delivered() + ended.counts().delivered()).isEqualTo(50);
        assertThat(rest.counts().skipped()).isEqualTo(ended.counts().delivered());
        assertThat(QuirkySinkConnector.kept(name)).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void aReplayEndsWhenItsConnectorChangesOrGoes() {
        sink();
        send(0, 50, n -> "v" + n);
        Replay first = get(queues.replay(name, request(Map.of(), ReplayTarget.CONNECTOR, 1)));
        config.put("new", "setting");
        get(rig.worker.commands().put(name, new HashMap<>(config)));
        assertThat(ended(first).why()).contains("configuration was changed");

        Replay second = get(queues.replay(
                name, new ReplayRequest(Selection.all(), ReplayTarget.CONNECTOR, 1, false, true, false, 3, "test")));
        get(rig.worker.commands().delete(name));
        Replay gone = ended(second);
        assertThat(gone.state()).isEqualTo(ReplayState.ENDED);
        assertThat(gone.why()).contains("deleted");
    }

    @Test
    void aReplayGivesALeavingPluginBack() {
        sink();
        send(0, 50, n -> "v" + n);
        get(rig.worker.commands().target(name, TargetState.PAUSED));
        Replay replay = get(queues.replay(name, request(Map.of(), ReplayTarget.CONNECTOR, 1)));
        await().until(() -> queues.replay(name, replay.id()).counts().delivered() > 0);

        rig.plugins.withdraw(plugin);

        Replay ended = ended(replay);
        assertThat(ended.state()).isEqualTo(ReplayState.ENDED);
        assertThat(ended.why()).contains("Plugin " + QuirkySinkConnector.class.getName(), "is leaving");
        await().until(() -> plugin.leases() == 0);
    }

    @Test
    void lettersOfATopicThatWasMadeAnewWereNeverDelivered() throws Exception {
        sink();
        send(0, 5, n -> "v" + n);
        assertThat(replay(request(Map.of())).counts().delivered()).isEqualTo(5);
        assertFailure(queues.replay(name, request(Map.of())), ErrorCode.CONFLICT)
                .hasMessageContaining("5 letters");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteTopics(List.of(dead)).all().get();
            await().untilAsserted(() ->
                    admin.createTopics(List.of(forEver(dead, 1))).all().get());
        }
        send(0, 5, n -> "w" + n);

        assertThat(replay(request(Map.of())).counts().delivered()).isEqualTo(5);
    }

    @Test
    void lettersOfASourceGoThroughItsChainIntoItsTopic() {
        config.put("connector.class", FileStreamSourceConnector.class.getName());
        config.put("file", rig.input.toString());
        config.put("topic", topic);
        config.put("transforms", "wrong");
        config.put("transforms.wrong.type", InsertField.Value.class.getName());
        config.put("transforms.wrong.static.field", "f");
        config.put("transforms.wrong.static.value", "v");
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", dead);
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        get(rig.worker.commands().create(name, new HashMap<>(config), null));
        await().ignoreExceptions()
                .until(() -> ids(Map.of("stage", "TRANSFORMATION")).size() == 3);
        DeadLetter letter = get(queues.show(name, "0-0"));
        assertThat(letter.source()).isTrue();
        assertThat(letter.origin().partition()).isEqualTo(Map.of("filename", rig.input.toString()));
        assertFailure(queues.replay(name, request(Map.of(), ReplayTarget.TOPIC, 0)), ErrorCode.BAD_REQUEST)
                .hasMessageContaining("to=connector");

        config.put("transforms.wrong.type", HoistField.Value.class.getName());
        config.put("transforms.wrong.field", "line");
        get(rig.worker.commands().put(name, new HashMap<>(config)));
        Replay replay = replay(request(Map.of()));

        assertThat(replay.counts().delivered()).as("%s", replay).isEqualTo(3);
        assertThat(broker.endOffsets(topic)).isEqualTo(3);
    }

    @Test
    void theWorkersStopEndsAReplay() {
        sink();
        send(0, 50, n -> "v" + n);
        Replay replay = get(queues.replay(name, request(Map.of(), ReplayTarget.CONNECTOR, 1)));

        rig.worker.letters().close();

        assertThat(queues.replay(name, replay.id()).why()).isEqualTo("The worker stopped");
        assertFailure(queues.replay(name, request(Map.of())), ErrorCode.UNAVAILABLE);
    }

    private void sink() {
        config.putIfAbsent("errors.deadletterqueue.topic.name", dead);
        config.put("connector.class", QuirkySinkConnector.class.getName());
        config.put("topics", topic);
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        config.put("errors.retry.delay.max.ms", "50");
        get(rig.worker.commands().create(name, new HashMap<>(config), null));
    }

    private void send(int from, int count, IntFunction<String> value) {
        send(from, count, value, true, name);
    }

    /** Letters as the connector's task would have written them, each a millisecond younger than the one before. */
    private void send(int from, int count, IntFunction<String> value, boolean context, String connector) {
        create(dead, 1);
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int n = from; n < from + count; n++) {
                var letter = new ProducerRecord<byte[], byte[]>(dead, 0, 1000L + n, null, bytes(value.apply(n)));
                letter.headers().add("own", bytes("header"));
                if (context) {
                    Map.of(
                                    "topic",
                                    topic,
                                    "partition",
                                    "0",
                                    "offset",
                                    "" + n,
                                    "connector.name",
                                    connector,
                                    "stage",
                                    "VALUE_CONVERTER",
                                    "exception.class.name",
                                    "org.apache.kafka.connect.errors.DataException",
                                    "exception.message",
                                    "it is " + n,
                                    "exception.stacktrace",
                                    "at somewhere")
                            .forEach((key, text) -> letter.headers().add("__connect.errors." + key, bytes(text)));
                }
                producer.send(letter);
            }
        }
    }

    /** The letters' records are of 1970: by the broker's default it would delete them at its next look. */
    private static NewTopic forEver(String topic, int partitions) {
        return new NewTopic(topic, partitions, (short) 1).configs(Map.of("retention.ms", "-1"));
    }

    private static void create(String topic, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            if (!admin.listTopics().names().get().contains(topic)) {
                admin.createTopics(List.of(forEver(topic, partitions))).all().get();
            }
        } catch (ExecutionException e) {
            assertThat(e).hasMessageContaining("already exists");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> ids(Map<String, String> selection) {
        return get(queues.list(name, Selection.parse(selection), 1000, null, Detail.SHORT)).letters().stream()
                .map(DeadLetter::id)
                .toList();
    }

    private static ReplayRequest request(Map<String, String> selection) {
        return request(selection, ReplayTarget.CONNECTOR, 0);
    }

    private static ReplayRequest request(Map<String, String> selection, ReplayTarget target, double rate) {
        return new ReplayRequest(Selection.parse(selection), target, rate, false, false, false, 3, "test");
    }

    private static ReplayRequest remaining() {
        return new ReplayRequest(Selection.all(), ReplayTarget.CONNECTOR, 0, false, false, true, 3, "test");
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private Replay replay(ReplayRequest request) {
        return ended(get(queues.replay(name, request)));
    }

    private Replay ended(Replay replay) {
        await().until(() -> queues.replay(name, replay.id()).state() != ReplayState.RUNNING);
        return queues.replay(name, replay.id());
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
