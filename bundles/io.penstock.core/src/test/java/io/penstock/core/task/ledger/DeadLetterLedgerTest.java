package io.penstock.core.task.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class DeadLetterLedgerTest {

    private static final TopicPartition P = new TopicPartition("t", 0);
    private static final TopicPartition Q = new TopicPartition("t", 1);

    private static final Set<TopicPartition> OWN = Set.of(P, Q);

    private final DeadLetterLedger ledger = new DeadLetterLedger();

    @Test
    void holdsThePartitionsOffsetBack() {
        DeadLetterLedger.Claim claim = ledger.open(P, 5);

        assertThat(ledger.cap(P, 9, OWN)).isEqualTo(5);
        assertThat(ledger.cap(P, 3, OWN)).isEqualTo(3);
        assertThat(ledger.cap(Q, 9, OWN)).isEqualTo(9);
        claim.settle();
        assertThat(ledger.cap(P, 9, OWN)).isEqualTo(9);
    }

    @Test
    void waitsForReportsButNotForLostOnes() throws InterruptedException {
        DeadLetterLedger.Claim claim = ledger.open(P, 5);

        assertThat(ledger.await(List.of(Q), OWN, 10_000)).isTrue();
        assertThat(ledger.await(List.of(P), OWN, 10)).isFalse();
        var settler = new Thread(claim::settle);
        settler.start();
        assertThat(ledger.await(List.of(P), OWN, 10_000)).isTrue();
        settler.join();
        ledger.open(P, 6).lose();
        assertThat(ledger.await(List.of(P), OWN, 600_000)).isFalse();
        assertThat(ledger.cap(P, 9, OWN)).isEqualTo(6);
    }

    @Test
    void aClaimOnAForeignPartitionHoldsEverything() throws InterruptedException {
        DeadLetterLedger.Claim claim = ledger.open(new TopicPartition("made", 0), 5);

        assertThat(ledger.cap(P, 9, OWN)).isNegative();
        assertThat(ledger.await(List.of(P), OWN, 10)).isFalse();
        claim.settle();
        assertThat(ledger.cap(P, 9, OWN)).isEqualTo(9);
        assertThat(ledger.await(List.of(P), OWN, 10_000)).isTrue();
    }

    @Test
    void forgetsWhatIsNotTheTasksAnyMore() {
        DeadLetterLedger.Claim claim = ledger.open(P, 5);
        ledger.forget(List.of(P));
        claim.settle();

        assertThat(ledger.cap(P, 9, OWN)).isEqualTo(9);
    }

    @RepeatedTest(10)
    void isTheSmallestOpenOffsetInAnyOrder() {
        long seed = new Random().nextLong();
        System.out.println("DeadLetterLedgerTest.isTheSmallestOpenOffsetInAnyOrder seed " + seed);
        var random = new Random(seed);
        var open = new TreeMap<Long, DeadLetterLedger.Claim>();
        for (int step = 0; step < 1000; step++) {
            long offset = random.nextInt(100);
            if (random.nextBoolean()) {
                open.computeIfAbsent(offset, o -> ledger.open(P, o));
            } else if (open.containsKey(offset)) {
                open.remove(offset).settle();
            }
            long expected = open.isEmpty() ? 1000 : Math.min(1000, open.firstKey());
            assertThat(ledger.cap(P, 1000, OWN))
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(expected);
        }
    }
}
