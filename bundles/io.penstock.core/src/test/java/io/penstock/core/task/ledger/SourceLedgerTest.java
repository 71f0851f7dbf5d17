package io.penstock.core.task.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SourceLedgerTest {

    private final SourceLedger ledger = new SourceLedger();

    @Test
    void stopsAtTheFirstOpenTicket() {
        Ticket first = open("a", 1);
        Ticket second = open("a", 2);
        Ticket third = open("a", 3);
        Ticket other = open("b", 1);

        second.acked();
        other.acked();
        assertThat(ledger.takeCommittable()).isEqualTo(Map.of(Map.of("p", "b"), Map.of("n", 1)));
        first.acked();
        assertThat(ledger.takeCommittable()).isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 2)));
        third.lost();
        open("a", 4).acked();
        assertThat(ledger.takeCommittable()).isEmpty();
        assertThat(ledger.waiting()).isFalse();
    }

    @Test
    void knowsWhetherAFateIsUnknown() {
        Ticket lost = open("a", 1);
        Ticket late = open("a", 2);
        lost.lost();
        assertThat(ledger.waiting()).isTrue();
        late.skipped();
        assertThat(ledger.waiting()).isFalse();
    }

    @Test
    void newerOffsetsWinOverThoseGivenBack() {
        open("a", 1).acked();
        open("b", 1).acked();
        Map<Map<String, ?>, Map<String, ?>> taken = ledger.takeCommittable();
        open("a", 2).acked();
        ledger.settle();
        ledger.giveBack(taken);

        assertThat(ledger.takeCommittable())
                .isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 2), Map.of("p", "b"), Map.of("n", 1)));
    }

    @Test
    void copesWithConnectorsThatReuseTheirMaps() {
        Map<String, Object> partition = new HashMap<>();
        partition.put("p", "a");
        var first = new Ticket(Map.of("n", 1));
        ledger.open(partition, first);
        first.acked();
        ledger.settle();
        ledger.batch(1);
        partition.put("p", "b");
        var second = new Ticket(Map.of("n", 7));
        ledger.open(partition, second);
        second.acked();

        assertThat(ledger.takeCommittable())
                .isEqualTo(Map.of(Map.of("p", "a"), Map.of("n", 1), Map.of("p", "b"), Map.of("n", 7)));
    }

    @Test
    void forgetsPartitionsWithNothingOnTheirWay() {
        for (int i = 0; i < 5000; i++) {
            open("p" + i, i).acked();
            ledger.tidy();
        }

        assertThat(ledger).hasToString("0 records on their way in 0 source partitions");
        assertThat(ledger.takeCommittable()).hasSize(5000);
        open("p1", 2).acked();
        assertThat(ledger.takeCommittable()).isEqualTo(Map.of(Map.of("p", "p1"), Map.of("n", 2)));
    }

    /** Whatever the order of the acknowledgements, no committable offset is past a ticket that is open. */
    @RepeatedTest(20)
    void neverMovesPastAnOpenTicket() {
        long seed = new Random().nextLong();
        System.out.println("SourceLedgerTest.neverMovesPastAnOpenTicket seed " + seed);
        var random = new Random(seed);
        int partitions = 1 + random.nextInt(5);
        List<List<Ticket>> open = new ArrayList<>();
        int[] next = new int[partitions];
        for (int p = 0; p < partitions; p++) {
            open.add(new ArrayList<>());
        }
        Map<Map<String, ?>, Map<String, ?>> committed = new HashMap<>();
        for (int step = 0; step < 2000; step++) {
            int p = random.nextInt(partitions);
            switch (random.nextInt(4)) {
                case 0, 1 -> open.get(p).add(open(Integer.toString(p), ++next[p]));
                case 2 -> settleOne(open.get(p), random);
                default -> {
                    if (random.nextBoolean()) {
                        ledger.tidy();
                    }
                    Map<Map<String, ?>, Map<String, ?>> taken = ledger.takeCommittable();
                    if (random.nextInt(3) == 0) {
                        ledger.giveBack(taken);
                    } else {
                        committed.putAll(taken);
                    }
                }
            }
        }
        committed.putAll(ledger.takeCommittable());
        for (int p = 0; p < partitions; p++) {
            int firstOpen = open.get(p).stream()
                    .filter(t -> t.fate() == Ticket.OPEN)
                    .mapToInt(t -> (Integer) t.offset.get("n"))
                    .min()
                    .orElse(next[p] + 1);
            Map<String, ?> offset = committed.get(Map.of("p", Integer.toString(p)));
            int reached = offset == null ? 0 : (Integer) offset.get("n");
            assertThat(reached).as("seed %d, partition %d", seed, p).isEqualTo(firstOpen - 1);
        }
    }

    /** One thread opens, one acknowledges, one commits: in the end everything is committed, and nothing too early. */
    @Test
    void isSafeBetweenThreads() throws InterruptedException {
        int records = 200_000;
        var sent = new ConcurrentLinkedQueue<Ticket>();
        var done = new AtomicBoolean();
        var acker = new Thread(() -> {
            int acked = 0;
            while (acked < records) {
                Ticket ticket = sent.poll();
                if (ticket == null) {
                    Thread.onSpinWait();
                } else {
                    ticket.acked();
                    acked++;
                }
            }
        });
        List<Integer> commits = new ArrayList<>();
        var committer = new Thread(() -> {
            while (!done.get()) {
                ledger.takeCommittable().values().forEach(o -> commits.add((Integer) o.get("n")));
            }
        });
        acker.start();
        committer.start();
        for (int i = 1; i <= records; i++) {
            sent.add(open("a", i));
            if (i % 500 == 0) {
                ledger.batch(500);
                ledger.tidy();
            }
        }
        acker.join();
        done.set(true);
        committer.join();
        ledger.takeCommittable().values().forEach(o -> commits.add((Integer) o.get("n")));

        assertThat(commits).isSorted().endsWith(records);
        assertThat(ledger.acked()).isEqualTo(records);
        assertThat(ledger.active()).isZero();
    }

    private static void settleOne(List<Ticket> tickets, Random random) {
        List<Ticket> open =
                tickets.stream().filter(t -> t.fate() == Ticket.OPEN).toList();
        if (!open.isEmpty()) {
            Ticket one = open.get(random.nextInt(Math.min(open.size(), 4)));
            if (random.nextInt(10) == 0) {
                one.skipped();
            } else {
                one.acked();
            }
        }
    }

    private Ticket open(String partition, int number) {
        var ticket = new Ticket(Map.of("n", number));
        ledger.open(Map.of("p", partition), ticket);
        return ticket;
    }
}
