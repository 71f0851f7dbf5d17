package io.penstock.itests.distribution.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The worker is killed twice in the middle of a flood of bad records; every record is in the sink or in the queue afterwards. */
class KillNineIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final int RECORDS = 50_000;

    @Test
    void everyRecordIsInTheSinkOrInTheQueue() {
        String input = LAB.topic("flood");
        String dead = LAB.topic("flood-dead");
        LAB.topics().create(input, 2);
        LAB.topics().create(dead, 1);
        LAB.topics().send(input, Numbers.values(0, RECORDS, n -> n % 2 == 1));
        Contender worker = Contender.penstock(LAB).start();
        Delivery flood = new Delivery(
                        worker,
                        "flood",
                        LAB.topics(),
                        input,
                        LAB.topics(),
                        dead,
                        LAB.directory().resolve("flood.txt"))
                .create();
        int first = killAfter(5_000, worker, flood);
        worker.start();
        // Those that are delivered again come first.
        killAfter(first + 5_000, worker, flood);
        worker.start();
        Waiting.upTo(120, "all is committed").until(() -> flood.committed() == RECORDS);
        Account account = flood.account("killed twice in a flood", RECORDS);
        assertThat(account.lost()).isZero();
        assertThat(account.sink()).isEqualTo(RECORDS / 2);
        assertThat(account.letters()).isEqualTo(RECORDS / 2);
        worker.rest().awaitRunning("flood", 1);
    }

    /** Kills the worker when the queue has some letters, and insists that this was in the middle of the flood. */
    private static int killAfter(int letters, Contender worker, Delivery flood) {
        flood.awaitLetters(letters);
        worker.kill();
        int written = Math.toIntExact(flood.letters());
        long committed = flood.committed();
        System.out.println("Killed after " + written + " letters, with " + committed + " records committed");
        assertThat(committed).isLessThan(RECORDS);
        return written;
    }
}
