package io.penstock.connect.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.TransactionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatagenSourceTaskTest {

    private static long seq(SourceRecord record) {
        return ((Struct) record.value()).getInt64("seq");
    }

    private static List<Long> upTo(long count) {
        return LongStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({"0,1,16", "1,4,16", "5,3,16", "1000,1,16", "1000,7,16", "1001,99,16", "999,1,1", "500,4,3", "257,16,256"
    })
    void allTasksTogetherMakeTheCountExactly(long count, int tasks, int slices) {
        Harness harness = new Harness(
                Harness.settings("count", "" + count, "slices", "" + slices, "dataset", "clicks", "batch.size", "17"));
        List<DatagenSourceTask> started = harness.tasks(tasks);

        assertThat(started).hasSize(Math.min(tasks, slices));
        assertThat(Harness.drain(started).stream().map(DatagenSourceTaskTest::seq))
                .containsExactlyInAnyOrderElementsOf(upTo(count));
    }

    @Test
    void oneTaskMakesTheRecordsInOrder() {
        Harness harness = new Harness(Harness.settings("count", "300", "batch.size", "7"));

        assertThat(Harness.drain(harness.tasks(1)).stream().map(DatagenSourceTaskTest::seq))
                .containsExactlyElementsOf(upTo(300));
    }

    @Test
    void neitherRestartsNorOtherNumbersOfTasksLoseOrRepeatARecord() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Harness harness = new Harness(Harness.settings("count", "5000", "dataset", "clicks", "batch.size", "13"));
        List<Long> made = new ArrayList<>();
        while (made.size() < 5000) {
            List<DatagenSourceTask> tasks = harness.tasks(1 + random.nextInt(20));
            int polls = tasks.size() + random.nextInt(40);
            for (int i = 0; i < polls && made.size() < 5000; i++) {
                for (SourceRecord record : Harness.poll(tasks.get(random.nextInt(tasks.size())))) {
                    made.add(seq(record));
                    harness.commit(record);
                }
            }
            tasks.forEach(DatagenSourceTask::stop);
        }
        assertThat(made).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(upTo(5000));
        assertThat(Harness.drain(harness.tasks(3))).isEmpty();
    }

    /** What was not committed when a task was killed comes again, as the very same record, and nothing is left out. */
    @Test
    void aKilledTaskRepeatsWhatWasNotCommittedAndNothingElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Harness harness = new Harness(Harness.settings("count", "3000", "batch.size", "11"));
        Map<Long, SourceRecord> first = new TreeMap<>();
        Set<Long> committed = new HashSet<>();
        for (int life = 0; life < 200 && committed.size() < 3000; life++) {
            for (DatagenSourceTask task : harness.tasks(1 + random.nextInt(5))) {
                for (int polls = random.nextInt(6); polls >= 0 && committed.size() < 3000; polls--) {
                    List<SourceRecord> batch = Harness.poll(task);
                    int acknowledged = random.nextInt(batch.size() + 1);
                    for (int i = 0; i < batch.size(); i++) {
                        SourceRecord record = batch.get(i);
                        SourceRecord before = first.putIfAbsent(seq(record), record);
                        if (before != null) {
                            assertThat(record).as("seed %d", seed).isEqualTo(before);
                        }
                        if (i < acknowledged) {
                            assertThat(committed.add(seq(record)))
                                    .as("seed %d, committed twice", seed)
                                    .isTrue();
                            harness.commit(record);
                        }
                    }
                    if (acknowledged < batch.size()) {
                        break;
                    }
                }
            }
        }
        committed.addAll(Harness.drain(harness.tasks(2)).stream()
                .map(DatagenSourceTaskTest::seq)
                .toList());
        assertThat(committed).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(upTo(3000));
    }

    @Test
    void aSliceThatFellBehindCatchesUpFirst() {
        Harness harness = new Harness(Harness.settings("count", "64", "slices", "4", "batch.size", "4"));
        harness.offsets.put(Map.of("dataset", "orders", "slices", 4, "slice", 0), Map.of("position", 10L));
        harness.offsets.put(Map.of("dataset", "orders", "slices", 4, "slice", 1), Map.of("position", 10L));
        harness.offsets.put(Map.of("dataset", "orders", "slices", 4, "slice", 3), Map.of("position", 10L));

        assertThat(Harness.drain(harness.tasks(1)).stream().map(DatagenSourceTaskTest::seq))
                .startsWith(2L, 6L, 10L, 14L, 18L, 22L, 26L, 30L, 34L, 38L, 40L, 41L, 42L)
                .hasSize(64 - 30);
    }

    @Test
    void aSourcePartitionAlwaysHasItsKeysInTheSameOrder() {
        Harness harness = new Harness(Harness.settings("count", "1"));

        SourceRecord record = Harness.drain(harness.tasks(1)).get(0);
        assertThat(record.sourcePartition().toString()).isEqualTo("{dataset=orders, slices=16, slice=0}");
        assertThat(record.sourceOffset().toString()).isEqualTo("{position=1}");
    }

    @Test
    void theRateIsThatOfAllTasksTogether() {
        FakeClock clock = new FakeClock();
        Harness harness = new Harness(Harness.settings("rate", "1000", "dataset", "clicks"));
        List<DatagenSourceTask> tasks = harness.tasks(3, clock, null);
        int[] made = new int[3];
        long start = clock.nanos;
        for (int t = 0; t < tasks.size(); t++) {
            clock.nanos = start;
            while (clock.nanos < start + TimeUnit.SECONDS.toNanos(10)) {
                made[t] += Harness.poll(tasks.get(t)).size();
            }
        }
        // 16 slices: six for the first task, five each for the others.
        assertThat(made[0]).isBetween(3740, 3760);
        assertThat(made[1]).isEqualTo(made[2]).isBetween(3115, 3130);
        assertThat(made[0] + made[1] + made[2]).isBetween(9970, 10_010);
    }

    @Test
    void aPollWaitsATenthOfASecondAtMost() {
        FakeClock clock = new FakeClock();
        Harness slow = new Harness(Harness.settings("rate", "0.01"));
        assertThat(Harness.poll(slow.tasks(1, clock, null).get(0))).isEmpty();
        assertThat(clock.longestWait).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));

        Harness done = new Harness(Harness.settings("count", "0"));
        assertThat(Harness.poll(done.tasks(1, clock, null).get(0))).isEmpty();
        assertThat(clock.longestWait).isEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
    }

    @Test
    void stopEndsAWaitingPoll() throws Exception {
        Clock patient = new Clock() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public boolean await(CountDownLatch stopped, long nanos) throws InterruptedException {
                assertThat(stopped.await(1, TimeUnit.MINUTES)).isTrue();
                return true;
            }
        };
        DatagenSourceTask task = new Harness(Harness.settings("rate", "1"))
                .tasks(1, patient, null)
                .get(0);
        CompletableFuture<List<SourceRecord>> poll = CompletableFuture.supplyAsync(() -> Harness.poll(task));
        task.stop();

        assertThat(poll.get(30, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void eachBatchIsATransactionWhenTheConnectorDrawsTheBoundaries() {
        List<String> calls = new ArrayList<>();
        TransactionContext transactions = new TransactionContext() {
            @Override
            public void commitTransaction() {
                calls.add("commit");
            }

            @Override
            public void commitTransaction(SourceRecord record) {
                calls.add("commit record");
            }

            @Override
            public void abortTransaction() {
                calls.add("abort");
            }

            @Override
            public void abortTransaction(SourceRecord record) {
                calls.add("abort record");
            }
        };
        Harness harness = new Harness(Harness.settings("count", "25", "batch.size", "10"));
        DatagenSourceTask task = harness.tasks(1, new FakeClock(), transactions).get(0);

        assertThat(Harness.drain(List.of(task))).hasSize(25);
        assertThat(calls).containsExactly("commit", "commit", "commit");
    }

    @Test
    void aStoredOffsetThatIsNoneOfOursIsRefused() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("position", -1L),
                Map.of("position", "5"),
                Map.of("position", 1.5),
                Map.of("position", Long.MAX_VALUE),
                Map.of("position", 1L, "more", 1L))) {
            Harness harness = new Harness(Harness.settings());
            harness.offsets.put(Map.of("dataset", "orders", "slices", 16, "slice", 3), wrong);

            assertThatThrownBy(() -> harness.tasks(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(wrong.toString())
                    .hasMessageContaining("{\"position\": n}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "''", "x", "'1,'", "16", "-1"})
    void aTaskWithoutItsSlicesIsRefused(String slices) {
        Map<String, String> settings = Harness.settings();
        if (slices != null) {
            settings.put("task.slices", slices);
        }
        assertThatThrownBy(() -> new DatagenSourceTask().start(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("task.slices")
                .hasMessageContaining("from 0 to 15");
    }

    @Test
    void aPollBeforeTheStartIsRefused() {
        assertThatThrownBy(() -> new DatagenSourceTask().poll())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("start()");
    }
}
