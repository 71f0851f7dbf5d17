package io.penstock.core.task.source;

import static io.penstock.core.task.ScriptedSource.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.penstock.api.State;
import io.penstock.api.TargetState;
import io.penstock.core.config.TestSettings;
import io.penstock.core.config.TopicCreationGroup;
import io.penstock.core.task.MemoryOffsets;
import io.penstock.core.task.state.Phase;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Filter;
import org.apache.kafka.connect.transforms.TimestampConverter;
import org.apache.kafka.connect.transforms.predicates.RecordIsTombstone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceLoopTest {

    private final SourceHarness harness = new SourceHarness();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void sendsInOrderAndCommitsWhatIsAcknowledged() throws Exception {
        harness.task.returns(record("a", 1, "one"), record("a", 2, "two"), record("b", 1, "three"));
        harness.task.runs(() -> {
            harness.producer.completeNext();
            harness.producer.completeNext();
        });

        harness.run();

        assertThat(harness.sent()).containsExactly("one", "two", "three");
        assertThat(harness.task.committed).containsExactly("one@0", "two@1");
        assertThat(harness.flush().flush(100)).isTrue();
        assertThat(harness.offsets.stored()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 2)));
        assertThat(harness.task.calls).containsExactly("commit");
        assertThat(harness.ledger.active()).isEqualTo(1);
        assertThat(harness.metric("source-task-metrics", "source-record-write-total"))
                .isEqualTo(2);
        assertThat(harness.metric("source-task-metrics", "source-record-poll-total"))
                .isEqualTo(3);
        assertThat(harness.metric("source-task-metrics", "source-record-active-count"))
                .isEqualTo(1);
    }

    @Test
    void aTopicIsUsedWhenARecordOfItWasAcknowledged() throws Exception {
        harness.settings.tolerateAll();
        harness.task.returns(record("a", 1, "one"), record("a", 2, "two"));
        harness.run();

        assertThat(harness.statuses.writes).isEmpty();
        harness.producer.errorNext(new RecordTooLargeException("too large"));
        assertThat(harness.statuses.writes).isEmpty();
        harness.producer.completeNext();
        assertThat(harness.statuses.topics("orders")).containsExactly("out");
    }

    @Test
    void anOffsetWaitsForAllBeforeIt() throws Exception {
        harness.task.returns(record("a", 1, "one"), record("b", 1, "two"), record("a", 2, "three"));
        harness.run();

        harness.producer.errorNext(new RecordTooLargeException("too large"));
        harness.producer.completeNext();
        harness.producer.completeNext();
        harness.flush().flush(100);

        assertThat(harness.offsets.stored()).isEqualTo(Map.of(Map.of("p", "b"), Map.of("n", 1)));
    }

    @Test
    void nullAndEmptyBatchesAndRetriablePollsArePolledAgain() throws Exception {
        harness.task.script.add(() -> null);
        harness.task.script.add(List::of);
        harness.task.script.add(() -> {
            throw new RetriableException("busy");
        });
        harness.task.script.add(() -> {
            throw new TimeoutException("slow");
        });
        harness.task.returns(record("a", 1, "one"));

        harness.run();

        assertThat(harness.sent()).containsExactly("one");
    }

    @Test
    void otherErrorsOfPollEndTheLoop() {
        harness.task.script.add(() -> {
            throw new IllegalArgumentException("broken");
        });

        assertThatThrownBy(harness::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken");
    }

    @Test
    void aNullRecordIsNamed() {
        harness.task.script.add(() -> Arrays.asList(record("a", 1, "one"), null));

        assertThatThrownBy(harness::run)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("null record at index 1");
        assertThat(harness.sent()).containsExactly("one");
    }

    @Test
    void filteredRecordsAreToldToTheTaskAndTheirOffsetsMoveOn() throws Exception {
        harness.settings.predicates.put(
                "tombstone", TestSettings.plugin("tombstone", RecordIsTombstone.class.getName(), Map.of()));
        harness.settings.transform("drop", Filter.class, Map.of(), "tombstone", false);
        harness.task.returns(record("a", 1, "one"), record("a", 2, null), record("a", 3, null));
        harness.task.runs(harness.producer::completeNext);

        harness.run();
        harness.flush().flush(100);

        assertThat(harness.sent()).containsExactly("one");
        assertThat(harness.task.committed).containsExactly("null@-", "null@-", "one@0");
        assertThat(harness.offsets.stored()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 3)));
    }

    @Test
    void theGoodPrefixIsSentBeforeAFailureEndsTheTask() {
        harness.settings.transform(
                "ts", TimestampConverter.Value.class, Map.of("target.type", "unix", "format", "yyyy"), null, false);
        harness.reporters.add((failed, record) -> {
            assertThat(failed.executing()).isEqualTo(TimestampConverter.Value.class.getName());
            return CompletableFuture.completedStage(null);
        });
        harness.task.returns(record("a", 1, "1970"), record("a", 2, "not a year"), record("a", 3, "1970"));

        assertThatThrownBy(harness::run)
                .isInstanceOf(ConnectException.class)
                .hasMessage("Tolerance exceeded in error handler")
                .hasRootCauseInstanceOf(ParseException.class);

        assertThat(harness.producer.history()).hasSize(1);
        assertThat(harness.metric("task-error-metrics", "total-record-errors")).isEqualTo(1);
        assertThat(harness.metric("task-error-metrics", "total-record-failures"))
                .isEqualTo(1);
        assertThat(harness.metric("task-error-metrics", "total-records-skipped"))
                .isZero();
    }

    @Test
    void toleratedFailuresAreReportedAndSkipped() throws Exception {
        var answer = new CompletableFuture<Void>();
        harness.settings.tolerateAll();
        harness.settings.transform(
                "ts", TimestampConverter.Value.class, Map.of("target.type", "unix", "format", "yyyy"), null, false);
        harness.reporters.add((failed, record) -> answer);
        harness.task.returns(record("a", 1, "1970"), record("a", 2, "not a year"), record("a", 3, "1970"));
        harness.task.runs(() -> {
            harness.producer.completeNext();
            harness.producer.completeNext();
        });

        harness.run();

        harness.flush().flush(100);
        assertThat(harness.offsets.stored()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 1)));
        answer.complete(null);
        harness.flush().flush(100);
        assertThat(harness.offsets.stored()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 3)));
        assertThat(harness.task.committed).containsExactly("1970@0", "1970@1", "not a year@-");
        assertThat(harness.metric("task-error-metrics", "total-records-skipped"))
                .isEqualTo(1);
    }

    @Test
    void aReportThatFailsFailsTheTaskAndHoldsTheOffset() {
        harness.settings.tolerateAll();
        harness.settings.transform(
                "ts", TimestampConverter.Value.class, Map.of("target.type", "unix", "format", "yyyy"), null, false);
        harness.reporters.add((failed, record) -> CompletableFuture.failedStage(new DataException("no queue")));
        harness.task.returns(record("a", 1, "not a year"), record("a", 2, "1970"));

        assertThatThrownBy(harness::run).hasMessageContaining("no queue");
        harness.producer.completeNext();
        assertThat(harness.ledger.takeCommittable()).isEmpty();
    }

    @Test
    void anAsynchronousSendFailureEndsTheTask() {
        harness.task.returns(record("a", 1, "one"));
        harness.task.runs(() -> harness.producer.errorNext(new RecordTooLargeException("too large")));

        assertThatThrownBy(harness::run)
                .isInstanceOf(ConnectException.class)
                .hasMessage("Unrecoverable exception from producer send callback")
                .hasCauseInstanceOf(RecordTooLargeException.class);
        assertThat(harness.task.committed).isEmpty();
    }

    @Test
    void anAsynchronousSendFailureIsSkippedWhenTolerated() throws Exception {
        harness.settings.tolerateAll();
        harness.task.returns(record("a", 1, "one"), record("a", 2, "two"));
        harness.task.runs(() -> {
            harness.producer.errorNext(new RecordTooLargeException("too large"));
            harness.producer.completeNext();
        });

        harness.run();
        harness.flush().flush(100);

        assertThat(harness.task.committed).containsExactly("one@-", "two@1");
        assertThat(harness.offsets.stored()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 2)));
        assertThat(harness.metric("task-error-metrics", "total-records-skipped"))
                .isEqualTo(1);
    }

    @Test
    void aRetriableSendIsTriedAgainFromThatRecord() throws Exception {
        harness.admin.existing.add("out");
        harness.settings.topicCreation = List.of(group("default", ".*", 1, 1));
        harness.admin.describeFailure = new TimeoutException("no answer");
        harness.task.returns(record("a", 1, "one"), record("a", 2, "two"));
        var loop = harness.loop();
        harness.task.runs(harness.state::stop);
        var watcher = new Thread(() -> {
            await().until(() -> harness.admin.describes > 2);
            harness.admin.describeFailure = null;
        });
        watcher.start();

        loop.run();
        watcher.join();

        assertThat(harness.sent()).containsExactly("one", "two");
        assertThat(harness.ledger.active()).isEqualTo(2);
    }

    @Test
    void aSynchronousSendFailureEndsTheTask() {
        harness.producer.sendException = new TopicAuthorizationException("not allowed");
        harness.task.returns(record("a", 1, "one"));

        assertThatThrownBy(harness::run)
                .isInstanceOf(ConnectException.class)
                .hasMessage("Unrecoverable exception trying to send");
    }

    @Test
    void topicsAreCreatedOnceByTheFirstGroupThatMatches() throws Exception {
        harness.settings.topicCreation = List.of(group("small", "sm.*", 2, 1), group("default", ".*", 3, -1));
        harness.admin.existing.add("known");
        harness.task.returns(to("small1"), to("small1"), to("other"), to("known"), to("small1"));

        harness.run();

        assertThat(harness.admin.created).hasSize(2);
        assertThat(harness.admin.created.get(0).name()).isEqualTo("small1");
        assertThat(harness.admin.created.get(0).numPartitions()).isEqualTo(2);
        assertThat(harness.admin.created.get(0).replicationFactor()).isEqualTo((short) 1);
        assertThat(harness.admin.created.get(0).configs()).containsEntry("cleanup.policy", "compact");
        assertThat(harness.admin.created.get(1).name()).isEqualTo("other");
        assertThat(harness.admin.created.get(1).replicationFactor()).isEqualTo((short) -1);
        assertThat(harness.admin.describes).isEqualTo(3);
    }

    @Test
    void aTopicThatCannotBeCreatedEndsTheTask() {
        harness.settings.topicCreation = List.of(group("default", ".*", 1, 3));
        harness.admin.createFailure = new InvalidReplicationFactorException("3 > 1");
        harness.task.returns(to("new"));

        assertThatThrownBy(harness::run)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("create topic 'new'")
                .hasMessageContaining("3 > 1");
    }

    @Test
    void pausesBetweenTwoPolls() throws Exception {
        harness.task.returns(record("a", 1, "one"));
        harness.task.runs(() -> harness.state.target(TargetState.PAUSED));
        var resumer = new Thread(() -> {
            await().until(() -> harness.states.contains(State.PAUSED));
            harness.state.target(TargetState.STARTED);
        });
        resumer.start();

        harness.run();
        resumer.join();

        assertThat(harness.states).containsExactly(State.RUNNING, State.PAUSED, State.RUNNING);
    }

    @Test
    void offsetsThatCouldNotBeStoredAreStoredTheNextTime() throws Exception {
        harness.task.returns(record("a", 1, "one"));
        harness.task.runs(harness.producer::completeNext);
        harness.run();
        harness.offsets.answerWith(CompletableFuture.failedFuture(new IllegalStateException("disk full")));

        assertThat(harness.flush().flush(100)).isFalse();
        assertThat(harness.task.calls).doesNotContain("commit");
        harness.offsets.answerWith(null);
        assertThat(harness.flush().flush(100)).isTrue();

        assertThat(harness.offsets.stored()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 1)));
        assertThat(harness.metric("connector-task-metrics", "offset-commit-failure-percentage"))
                .isEqualTo(0.5);
    }

    @Test
    void aCommitThatTakesTooLongIsWaitedForBeforeTheNext() throws Exception {
        var answer = new CompletableFuture<Void>();
        harness.task.returns(record("a", 1, "one"));
        harness.task.runs(harness.producer::completeNext);
        harness.run();
        harness.offsets.answerWith(answer);

        assertThat(harness.flush().flush(5)).isFalse();
        assertThat(harness.flush().flush(5)).isFalse();
        assertThat(harness.offsets.commits()).hasSize(1);
        harness.offsets.answerWith(null);
        answer.complete(null);
        assertThat(harness.flush().flush(100)).isTrue();
        assertThat(harness.offsets.commits()).hasSize(2);
    }

    @Test
    void aFencedTaskSendsAndCommitsNothing() throws Exception {
        harness.task.returns(record("a", 1, "one"));
        harness.task.runs(harness.producer::completeNext);
        harness.task.script.add(() -> {
            harness.state.become(Phase.FENCED);
            return List.of(record("a", 2, "two"));
        });

        harness.run();
        harness.flush().flush(100);

        assertThat(harness.sent()).containsExactly("one");
        assertThat(harness.offsets.commits()).isEmpty();
        assertThat(harness.task.calls).isEmpty();
    }

    @Test
    void recordsWithoutPartitionOrOffsetAreSentAndForgetOffsets() throws Exception {
        harness.task.returns(
                new SourceRecord(null, null, "out", Schema.STRING_SCHEMA, "one"),
                new SourceRecord(Collections.singletonMap("p", "a"), null, "out", Schema.STRING_SCHEMA, "two"));
        harness.task.runs(() -> {
            harness.producer.completeNext();
            harness.producer.completeNext();
        });

        harness.run();
        harness.flush().flush(100);

        Map<Object, Object> forgotten = new HashMap<>();
        forgotten.put(Map.of("p", "a"), null);
        assertThat(harness.offsets.commits()).containsExactly(typed(forgotten));
        assertThat(harness.ledger.active()).isZero();
    }

    @Test
    void keepsHeadersPartitionAndTimestamp() throws Exception {
        var record = record("a", 1, "one");
        record.headers().addString("h", "v");
        harness.task.returns(
                record.newRecord("other", 3, Schema.STRING_SCHEMA, "key", Schema.STRING_SCHEMA, "value", 1234L));

        harness.run();

        ProducerRecord<byte[], byte[]> sent = harness.producer.history().get(0);
        assertThat(sent.topic()).isEqualTo("other");
        assertThat(sent.partition()).isEqualTo(3);
        assertThat(sent.timestamp()).isEqualTo(1234L);
        assertThat(sent.headers().lastHeader("h").value()).isEqualTo("v".getBytes());
    }

    @Test
    void aRecordThatKafkaCannotTakeIsNamed() {
        harness.task.returns(
                record("a", 1, "one"), record("a", 2, "two").newRecord("out", -5, null, "k", null, "v", null));

        assertThatThrownBy(harness::run)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("{n=2}")
                .hasMessageContaining("Invalid partition: -5");
        assertThat(harness.sent()).containsExactly("one");
    }

    @Test
    void storedOffsetsAreReadWithNullForWhatIsMissing() {
        var store = new MemoryOffsets();
        store.commit("c", Map.of(Map.of("p", "a"), Map.of("n", 5L)));
        var reader = new StoredOffsets(store, "c");

        assertThat(reader.offset(Map.of("p", "a"))).isEqualTo(Map.of("n", 5L));
        assertThat(reader.offset(Map.of("p", "b"))).isNull();
        assertThat(reader.offsets(List.of(Map.of("p", "a"), Map.of("p", "b")))).hasSize(2);
        reader.close();
        assertThatThrownBy(() -> reader.offset(Map.of("p", "a")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("offsets of connector c");
    }

    @SuppressWarnings("unchecked") // a map that holds null cannot be written as a literal
    private static Map<Map<String, ?>, Map<String, ?>> typed(Map<Object, Object> map) {
        return (Map<Map<String, ?>, Map<String, ?>>) (Map<?, ?>) map;
    }

    private static SourceRecord to(String topic) {
        return record("a", 1, "x").newRecord(topic, null, null, null, Schema.STRING_SCHEMA, "x", null);
    }

    private static TopicCreationGroup group(String name, String include, int partitions, int replicas) {
        return new TopicCreationGroup(
                name,
                List.of(Pattern.compile(include)),
                List.of(),
                partitions,
                (short) replicas,
                Map.of("cleanup.policy", "compact"));
    }
}
