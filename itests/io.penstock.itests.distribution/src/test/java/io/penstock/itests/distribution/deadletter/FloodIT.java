package io.penstock.itests.distribution.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Lab;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More bad records than are tolerated end the task, rather than empty the topic into the queue. */
class FloodIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final int RECORDS = 100;

    private static Contender worker;

    @BeforeAll
    static void start() {
        worker = Contender.penstock(LAB).start();
    }

    @Test
    void moreThanOneInTen() {
        Delivery flood = delivery("rate", Numbers::bad)
                .with("errors.tolerance.rate", "0.1")
                .with("errors.tolerance.rate.window", "100")
                .create();
        flood.rest().awaitStates("rate", "RUNNING [FAILED]");
        assertThat(flood.rest().traces("rate"))
                .contains("Tolerance exceeded in error handler: 11 of the last 100 records failed,"
                        + " and errors.tolerance.rate=0.1 tolerates 10")
                .contains("Mend the cause, or raise the limit, and restart the task");
        Account stopped = flood.account("more than one in ten", RECORDS);
        // The eleventh bad record, 53, is reported and not committed.
        assertThat(stopped.lost()).isZero();
        assertThat(stopped.letters()).isEqualTo(11);
        assertThat(stopped.committed()).isEqualTo(53);
        assertThat(stopped.sink()).isEqualTo(43);

        flood.reconfigure("errors.tolerance.rate", "0.2");
        flood.awaitCommitted(RECORDS);
        Account raised = flood.account("limit raised to one in five", RECORDS);
        assertThat(raised.lost()).isZero();
        assertThat(raised.waiting()).isZero();
        assertThat(raised.letters()).isEqualTo(20);
        assertThat(raised.states()).isEqualTo("RUNNING [RUNNING]");
    }

    @Test
    void moreThanFiveInARow() {
        Delivery flood = delivery("row", n -> n >= 10 && n < 30)
                .with("errors.tolerance.max.consecutive", "5")
                .create();
        flood.rest().awaitStates("row", "RUNNING [FAILED]");
        assertThat(flood.rest().traces("row"))
                .contains("Tolerance exceeded in error handler: 6 records in a row failed,"
                        + " and errors.tolerance.max.consecutive=5")
                .contains("Mend the cause, or raise the limit, and restart the task");
        Account stopped = flood.account("more than five in a row", RECORDS);
        assertThat(stopped.lost()).isZero();
        assertThat(stopped.letters()).isEqualTo(6);
        assertThat(stopped.committed()).isEqualTo(15);
        assertThat(stopped.sink()).isEqualTo(10);

        flood.reconfigure("errors.tolerance.max.consecutive", "-1");
        flood.awaitCommitted(RECORDS);
        Account raised = flood.account("any number in a row", RECORDS);
        assertThat(raised.lost()).isZero();
        assertThat(raised.waiting()).isZero();
        assertThat(raised.letters()).isEqualTo(20);
        assertThat(raised.states()).isEqualTo("RUNNING [RUNNING]");
    }

    private static Delivery delivery(String name, IntPredicate bad) {
        String input = LAB.topic(name);
        LAB.topics().create(input, 1);
        LAB.topics().send(input, Numbers.values(0, RECORDS, bad));
        String dead = LAB.topic(name + "-dead");
        return new Delivery(
                worker,
                name,
                LAB.topics(),
                input,
                LAB.topics(),
                dead,
                LAB.directory().resolve(name + ".txt"));
    }
}
