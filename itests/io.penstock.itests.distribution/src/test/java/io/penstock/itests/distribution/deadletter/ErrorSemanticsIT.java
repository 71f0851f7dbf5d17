package io.penstock.itests.distribution.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.deadletter.Pair.Both;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.plugin.stumble.StumbleConverter;
import io.penstock.itests.distribution.plugin.stumble.StumblePredicate;
import io.penstock.itests.distribution.plugin.stumble.StumbleSink;
import io.penstock.itests.distribution.plugin.stumble.StumbleSource;
import io.penstock.itests.distribution.plugin.stumble.StumbleTransform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same bad records, plugins and settings on Apache's worker and on Penstock: letters, logs, metrics and states are compared. */
class ErrorSemanticsIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final long TIME = 1_700_000_000_000L;

    private static Pair pair;

    @BeforeAll
    static void start() {
        pair = new Pair(LAB);
    }

    @AfterAll
    static void stop() {
        if (pair != null) {
            pair.close();
        }
    }

    @Test
    void lettersLogsAndMetricsOfEveryStage() {
        String input = input("stages", stumblingBlocks());
        String dead = LAB.topic("stages-dead");
        Map<String, String> config = sink(input, dead);
        config.put("errors.retry.timeout", "30000");
        config.put("errors.log.enable", "true");
        config.put("errors.log.include.messages", "true");
        pair.create("stages", config);
        pair.await("all is committed", 15L, each -> pair.committed(each, "stages", input));
        pair.await("letters", 9L, each -> pair.topics().count(dead + "-" + each));

        pair.both(each -> pair.lines(each, "stages"))
                .are(List.of("good", "transform-retries", "convert-retries", "null", "good too"));
        pair.both(each -> pair.letters(each, dead).stream()
                        .map(letter -> Letters.header(letter, "__connect.errors.stage"))
                        .toList())
                .are(List.of(
                        "KEY_CONVERTER",
                        "VALUE_CONVERTER",
                        "HEADER_CONVERTER",
                        "TRANSFORMATION",
                        "TRANSFORMATION",
                        "TASK_PUT",
                        "TASK_PUT",
                        "TRANSFORMATION",
                        "TRANSFORMATION"));
        pair.both(each -> pair.descriptions(each, dead)).same();
        Both<List<String>> reports = pair.both(each -> pair.reports(each, "stages"));
        assertThat(reports.apache()).hasSize(9).allMatch(line -> line.contains("where consumed record is {topic="));
        reports.same();
        Both<Map<String, Double>> metrics = pair.both(each -> pair.metrics(each, "stages"));
        assertThat(metrics.apache())
                .containsEntry("total-record-failures", 13.0)
                .containsEntry("total-record-errors", 7.0)
                .containsEntry("total-records-skipped", 7.0)
                .containsEntry("total-retries", 4.0)
                .containsEntry("total-errors-logged", 9.0)
                .containsEntry("deadletterqueue-produce-requests", 9.0)
                .containsEntry("deadletterqueue-produce-failures", 0.0);
        // Records that the sink reports are errors, too, and skipped; Apache's worker does not count them.
        sameBut(metrics, Map.of("total-record-errors", 9.0, "total-records-skipped", 9.0));
        // The topic was not there: one partition, and as many replicas as were asked for.
        pair.both(each -> pair.topics().describe(dead + "-" + each).orElseThrow().partitions().stream()
                        .map(partition -> partition.partition() + ": "
                                + partition.replicas().size())
                        .toList())
                .are(List.of("0: 1"));
        // A letter is larger than its record, by the reason.
        Both<String> largest = pair.both(each -> pair.topics().setting(dead + "-" + each, "max.message.bytes"));
        assertThat(largest.apache()).isEqualTo("1048588");
        assertThat(largest.penstock()).isEqualTo("8388608");
        pair.both(each -> pair.states(each, "stages")).are("RUNNING [RUNNING]");
    }

    /** Something for every stage, and records that pass in between. */
    private static List<Wanted> stumblingBlocks() {
        return List.of(
                record("k0", "good", "h0"),
                record("convert-fails key", "v1", "h1"),
                record("k2", "convert-fails value", "h2"),
                record("k3", "v3", "convert-fails header"),
                record("k4", "transform-fails", "h4"),
                record("k5", "predicate-fails", "h5"),
                record("k6", "reports", "h6"),
                record("k7", "self-made", "h7"),
                record("k8", "transform-drops", "h8"),
                record("k9", "transform-retries", "h9"),
                record("k10", "convert-retries", "h10"),
                record(null, null, null),
                record(null, "transform-fails again", null, "__connect.errors.stage", "of another worker"),
                record("k13", "transform-silent", "h13"),
                record("k14", "good too", "h14"));
    }

    @Test
    void aRecordThatIsTriedInVainGoesToTheQueueWhenItsTimeIsUp() {
        String input = input("vain", List.of(record("k", "transform-gives-up", null), record("k", "good", null)));
        String dead = LAB.topic("vain-dead");
        Map<String, String> config = sink(input, dead);
        config.put("errors.retry.timeout", "2000");
        pair.create("vain", config);
        pair.await("all is committed", 2L, each -> pair.committed(each, "vain", input));
        pair.await("letters", 1L, each -> pair.topics().count(dead + "-" + each));
        pair.both(each -> pair.descriptions(each, dead)).same();
        // Four attempts; Apache's worker counts the last one twice.
        Both<Map<String, Double>> metrics = pair.both(each -> pair.metrics(each, "vain"));
        assertThat(metrics.apache()).containsEntry("total-record-failures", 5.0);
        assertThat(metrics.apache()).containsEntry("total-retries", 3.0);
        sameBut(metrics, Map.of("total-record-failures", 4.0));
    }

    @Test
    void whatIsNotToleratedFailsTheTaskAndIsReportedNevertheless() {
        String input = input(
                "none",
                List.of(record("k", "one", null), record("k", "convert-fails", null), record("k", "three", null)));
        String dead = LAB.topic("none-dead");
        Map<String, String> config = sink(input, dead);
        config.put("errors.tolerance", "none");
        config.put("errors.log.enable", "true");
        pair.create("none", config);
        pair.await("the task fails", "RUNNING [FAILED]", each -> pair.states(each, "none"));
        pair.await("the letter", 1L, each -> pair.topics().count(dead + "-" + each));
        Both<List<String>> traces = pair.both(each -> pair.trace(each, "none"));
        assertThat(traces.apache()).first().asString().contains("Tolerance exceeded in error handler");
        traces.same();
        pair.both(each -> pair.descriptions(each, dead)).same();
        Both<List<String>> reports = pair.both(each -> pair.reports(each, "none"));
        assertThat(reports.apache()).singleElement().asString().doesNotContain("consumed record");
        reports.same();
        pair.both(each -> pair.metrics(each, "none")).same();
        // Apache's worker forgets the record before; Penstock puts and commits it. Neither commits past the bad one.
        Both<Long> committed = pair.both(each -> pair.committed(each, "none", input));
        assertThat(committed.apache()).isZero();
        assertThat(committed.penstock()).isEqualTo(1);
    }

    @Test
    void aReportThatIsNotToleratedFailsTheTask() {
        String input = input("reported", List.of(record("k", "reports", null)));
        String dead = LAB.topic("reported-dead");
        Map<String, String> config = sink(input, dead);
        config.put("errors.tolerance", "none");
        pair.create("reported", config);
        pair.await("the task fails", "RUNNING [FAILED]", each -> pair.states(each, "reported"));
        pair.await("the letter", 1L, each -> pair.topics().count(dead + "-" + each));
        Both<List<String>> traces = pair.both(each -> pair.trace(each, "reported"));
        assertThat(traces.penstock()).anyMatch(line -> line.contains("Tolerance exceeded in error handler"));
        traces.same();
        pair.both(each -> pair.descriptions(each, dead)).same();
        pair.both(each -> pair.metrics(each, "reported")).same();
        pair.both(each -> pair.committed(each, "reported", input)).are(0L);
    }

    @Test
    void aDeadLetterTopicThatCannotBeCreatedFailsTheTask() {
        String input = input("uncreated", List.of(record("k", "good", null)));
        Map<String, String> config = sink(input, LAB.topic("uncreated-dead"));
        config.put("errors.deadletterqueue.topic.replication.factor", "3");
        pair.create("uncreated", config);
        pair.await("the task fails", "RUNNING [FAILED]", each -> pair.states(each, "uncreated"));
        Both<String> traces = pair.both(
                each -> pair.trace(each, "uncreated").stream().findFirst().orElse(""));
        assertThat(traces.apache()).contains("Could not initialize dead letter queue with topic=");
        assertThat(traces.penstock())
                .contains("Could not initialize dead letter queue with topic=")
                .contains("errors.deadletterqueue.topic.replication.factor");
    }

    @Test
    void putAndPreCommitAreTriedAgainWhateverIsTolerated() {
        String input = input("again", List.of(record("k", "one", null), record("k", "put-retries", null)));
        Map<String, String> config = sink(input, "");
        config.keySet().removeIf(key -> key.startsWith("errors."));
        config.put("precommit.fails", "once");
        pair.create("again", config);
        pair.await("all is committed", 2L, each -> pair.committed(each, "again", input));
        for (String words : List.of("The sink cannot commit yet", "The sink stumbles over put-retries, attempt 2")) {
            pair.both(each -> each.output().contains(words)).are(true);
        }
        // Rewound to the last committed offset when it cannot commit, a sink gets the records again.
        for (List<String> lines : List.of(
                pair.both(each -> pair.lines(each, "again")).apache(),
                pair.both(each -> pair.lines(each, "again")).penstock())) {
            assertThat(lines).containsSequence("one", "put-retries").containsOnly("one", "put-retries");
        }
        pair.both(each -> pair.states(each, "again")).are("RUNNING [RUNNING]");
        pair.both(each -> pair.metrics(each, "again")).same();
    }

    @Test
    void aRecordThatPutFailsOnFailsTheTaskWhateverIsTolerated() {
        String input = input("poison", List.of(record("k", "good", null), record("k", "put-fails", null)));
        String dead = LAB.topic("poison-dead");
        pair.create("poison", sink(input, dead));
        pair.await("the task fails", "RUNNING [FAILED]", each -> pair.states(each, "poison"));
        Both<List<String>> traces = pair.both(each -> pair.trace(each, "poison"));
        assertThat(traces.apache())
                .first()
                .asString()
                .contains("Exiting WorkerSinkTask due to unrecoverable exception");
        traces.same();
        pair.both(each -> pair.topics().count(dead + "-" + each)).are(0L);
        pair.both(each -> pair.committed(each, "poison", input)).are(0L);
        pair.both(each -> pair.metrics(each, "poison")).same();
    }

    @Test
    void recordsThatASourceLosesOnTheWayAreCommittedWithoutMetadata() {
        String topic = outputs("lossy");
        Map<String, String> config = source(topic, "one,transform-drops,transform-fails,refused,large,last");
        config.put("errors.tolerance", "all");
        config.put("errors.log.enable", "true");
        config.put("poll.fails", "twice");
        // Apache's worker has no dead letters of sources, and says nothing of these keys.
        String dead = LAB.topic("lossy-dead");
        config.put("errors.deadletterqueue.topic.name", dead);
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        pair.create("lossy", config);
        pair.await("all is committed", 6, each -> pair.lines(each, "lossy").size());
        pair.both(each -> pair.lines(each, "lossy").stream().sorted().toList())
                .are(List.of(
                        "key of large without metadata",
                        "key of last with metadata",
                        "key of one with metadata",
                        "key of refused without metadata",
                        "key of transform-drops without metadata",
                        "key of transform-fails without metadata"));
        pair.both(each -> pair.topics().read(topic + "-" + each).stream()
                        .map(Letters::describe)
                        .toList())
                .same();
        Both<List<String>> reports = pair.both(each -> pair.reports(each, "lossy"));
        // Apache's worker names a class of its own as the one that could not produce.
        String theirs = "org.apache.kafka.connect.runtime.WorkerSourceTask";
        assertThat(reports.apache())
                .hasSize(3)
                .anyMatch(line -> line.contains("'KAFKA_PRODUCE' with class '" + theirs + "'"));
        assertThat(reports.penstock())
                .isEqualTo(reports.apache().stream()
                        .map(line -> line.replace(theirs, KafkaProducer.class.getName()))
                        .toList());
        Both<Map<String, Double>> metrics = pair.both(each -> pair.metrics(each, "lossy"));
        assertThat(metrics.apache())
                .containsEntry("total-record-failures", 3.0)
                .containsEntry("total-record-errors", 2.0)
                .containsEntry("total-records-skipped", 2.0);
        // A record that the broker refuses is an error, too, and skipped.
        sameBut(
                metrics,
                Map.of(
                        "total-record-errors", 3.0,
                        "total-records-skipped", 3.0,
                        "deadletterqueue-produce-requests", 3.0));
        Both<Long> letters = pair.both(each -> pair.topics().count(dead + "-" + each));
        assertThat(letters.apache()).isZero();
        assertThat(letters.penstock()).isEqualTo(3);
        pair.both(each -> pair.states(each, "lossy")).are("RUNNING [RUNNING]");
    }

    @Test
    void aRecordThatTheBrokerRefusesFailsASourceThatToleratesNothing() {
        String topic = outputs("refused");
        pair.create("refused", source(topic, "one,large,last"));
        pair.await("the task fails", "RUNNING [FAILED]", each -> pair.states(each, "refused"));
        Both<List<String>> traces = pair.both(each -> pair.trace(each, "refused"));
        assertThat(traces.apache()).first().asString().contains("Unrecoverable exception from producer send callback");
        traces.same();
        pair.both(each -> pair.metrics(each, "refused")).same();
    }

    @Test
    void aRecordThatNoTransformTakesFailsASourceThatToleratesNothing() {
        String topic = outputs("untaken");
        pair.create("untaken", source(topic, "one,transform-fails,last"));
        pair.await("the task fails", "RUNNING [FAILED]", each -> pair.states(each, "untaken"));
        pair.both(each -> pair.trace(each, "untaken")).same();
        pair.both(each -> pair.metrics(each, "untaken")).same();
        pair.both(each -> pair.topics().count(topic + "-" + each)).are(1L);
    }

    private static void sameBut(Both<Map<String, Double>> metrics, Map<String, Double> ours) {
        Map<String, Double> expected = new HashMap<>(metrics.apache());
        expected.putAll(ours);
        assertThat(metrics.penstock()).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private static String input(String name, List<Wanted> records) {
        String input = LAB.topic(name);
        LAB.topics().create(input, 1);
        List<ProducerRecord<byte[], byte[]>> made = new ArrayList<>();
        for (Wanted each : records) {
            made.add(new ProducerRecord<>(
                    input, 0, TIME + made.size(), bytes(each.key()), bytes(each.value()), each.headers()));
        }
        LAB.topics().sendRecords(made);
        return input;
    }

    /** Topics for both that take small records only. */
    private static String outputs(String name) {
        String topic = LAB.topic(name);
        for (String worker : List.of("Apache", "Penstock")) {
            LAB.topics().create(topic + "-" + worker, 1, Map.of("max.message.bytes", "2000"));
        }
        return topic;
    }

    private record Wanted(@Nullable String key, @Nullable String value, List<Header> headers) {}

    /** A record with a header {@code h}, unless that is null, and further ones as names and values. */
    private static Wanted record(
            @Nullable String key, @Nullable String value, @Nullable String header, String... further) {
        List<Header> headers = new ArrayList<>();
        if (header != null) {
            headers.add(new RecordHeader("h", bytes(header)));
        }
        for (int i = 0; i < further.length; i += 2) {
            headers.add(new RecordHeader(further[i], bytes(further[i + 1])));
        }
        return new Wanted(key, value, headers);
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> sink(String input, String dead) {
        Map<String, String> config = new HashMap<>(chain());
        config.putAll(Map.of(
                "connector.class",
                StumbleSink.class.getName(),
                "topics",
                input,
                "errors.tolerance",
                "all",
                "errors.deadletterqueue.topic.name",
                dead,
                "errors.deadletterqueue.topic.replication.factor",
                "1",
                "errors.deadletterqueue.context.headers.enable",
                "true"));
        return config;
    }

    private static Map<String, String> source(String topic, String words) {
        Map<String, String> config = new HashMap<>(chain());
        // So that a record that is too large does not share its batch with others.
        config.putAll(Map.of(
                "connector.class",
                StumbleSource.class.getName(),
                "topic",
                topic,
                "words",
                words,
                "producer.override.batch.size",
                "0",
                "producer.override.compression.type",
                "none"));
        return config;
    }

    private static Map<String, String> chain() {
        String converter = StumbleConverter.class.getName();
        return Map.of(
                "key.converter",
                converter,
                "value.converter",
                converter,
                "header.converter",
                converter,
                "transforms",
                "stumble",
                "transforms.stumble.type",
                StumbleTransform.class.getName(),
                "transforms.stumble.predicate",
                "stumble",
                "predicates",
                "stumble",
                "predicates.stumble.type",
                StumblePredicate.class.getName());
    }
}
