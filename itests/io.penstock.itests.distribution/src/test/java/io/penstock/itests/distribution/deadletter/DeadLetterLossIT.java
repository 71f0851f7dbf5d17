package io.penstock.itests.distribution.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.broker.BrokerProcess;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.Topics;
import io.penstock.itests.distribution.harness.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The dead letter topic itself fails. Penstock loses no record; Apache's worker, with the same configuration on the same broker, loses
 * those that did not get through. What is printed here is the table of {@code docs/dead-letters-compared.md}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeadLetterLossIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final int RECORDS = 100;
    private static final int BAD = 20;

    /** Where the dead letter topics are that lose their broker, or the right to be written to. */
    private static final BrokerProcess OTHER = BrokerProcess.builder()
            .property("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
            .property("allow.everyone.if.no.acl.found", "true")
            .build();

    private static Contender penstock;
    private static Contender apache;
    private static Topics others;

    @BeforeAll
    static void start() {
        OTHER.start();
        others = new Topics(OTHER.bootstrapServers());
        penstock = Contender.penstock(LAB);
        apache = Contender.apache(LAB);
        Contender.start(penstock, apache);
    }

    @AfterAll
    static void stop() {
        if (apache != null) {
            apache.close();
        }
        if (others != null) {
            others.close();
        }
        OTHER.kill(); // it may hang
        OTHER.close();
    }

    /** Nothing is configured wrongly here: the letter is larger than its record, by the reason. */
    @Test
    @Order(1)
    void aBadRecordThatJustFitsItsTopic() {
        String input = LAB.topic("large");
        LAB.topics().create(input, 1);
        List<String> values = new ArrayList<>(Numbers.values(0, 10));
        values.set(Numbers.BAD, values.get(Numbers.BAD) + "x".repeat(1_048_000));
        LAB.topics().send(input, values);
        Delivery theirs = delivery(apache, "large", input, LAB.topics()).create();
        Delivery ours = delivery(penstock, "large", input, LAB.topics()).create();
        String when = "bad record of 1 MB, all defaults";
        theirs.awaitCommitted(10);
        theirs.awaitLetters(1);
        Account lost = theirs.account(when, 10);
        assertThat(lost.lost()).isEqualTo(1);
        assertThat(lost.states()).isEqualTo("RUNNING [RUNNING]");
        arrives(when, ours, 10);
    }

    @Test
    @Order(2)
    void aDeadLetterTopicForSmallMessagesOnly() {
        String input = input("small", RECORDS);
        Delivery theirs = delivery(apache, "small", input, LAB.topics());
        Delivery ours = delivery(penstock, "small", input, LAB.topics());
        for (Delivery each : List.of(theirs, ours)) {
            LAB.topics().create(each.dead(), 1, Map.of("max.message.bytes", "500"));
            each.create();
        }
        loses("max.message.bytes too small", theirs);
        holds("max.message.bytes too small", ours);
        LAB.topics().configure(theirs.dead(), "max.message.bytes", "1000000");
        LAB.topics().configure(ours.dead(), "max.message.bytes", "1000000");
        staysLost("max.message.bytes raised, task restarted", theirs, input);
        delivers("max.message.bytes raised, task restarted", ours);
    }

    @Test
    @Order(3)
    void aDeadLetterTopicThatNobodyMayWriteTo() {
        String input = input("forbidden", RECORDS);
        Delivery theirs = delivery(apache, "forbidden", input, others).lettersTo(OTHER.bootstrapServers());
        Delivery ours = delivery(penstock, "forbidden", input, others).lettersTo(OTHER.bootstrapServers());
        for (Delivery each : List.of(theirs, ours)) {
            others.create(each.dead(), 1);
            others.forbidWriting(each.dead());
            each.create();
        }
        loses("no right to write", theirs);
        holds("no right to write", ours);
        others.permitWriting(theirs.dead());
        others.permitWriting(ours.dead());
        staysLost("right given, task restarted", theirs, input);
        delivers("right given, task restarted", ours);
    }

    @Test
    @Order(4)
    void aDeadLetterTopicWhoseBrokerGoesAway() {
        String input = input("outage", 10);
        Delivery theirs = delivery(apache, "outage", input, others).lettersTo(OTHER.bootstrapServers());
        Delivery ours = delivery(penstock, "outage", input, others).lettersTo(OTHER.bootstrapServers());
        for (Delivery each : List.of(theirs, ours)) {
            others.create(each.dead(), 1);
            each.create().awaitCommitted(10);
            each.awaitLetters(2);
        }

        OTHER.kill();
        LAB.topics().send(input, Numbers.values(10, 20));
        OTHER.start();
        for (Delivery each : List.of(theirs, ours)) {
            arrives("broker killed and started again", each, 20);
        }

        signal("STOP");
        LAB.topics().send(input, Numbers.values(20, 30));
        commitsAsFarAsItMay(theirs, ours, 30);
        signal("CONT");
        for (Delivery each : List.of(theirs, ours)) {
            arrives("broker hangs and recovers", each, 30);
        }

        signal("STOP");
        LAB.topics().send(input, Numbers.values(30, 40));
        commitsAsFarAsItMay(theirs, ours, 40);
        apache.kill();
        penstock.kill();
        OTHER.kill();
        OTHER.start();
        String when = "broker hangs, it and the worker are killed";
        Account lost = theirs.account(when, 40);
        assertThat(lost.committed()).isEqualTo(40);
        assertThat(lost.lost()).isEqualTo(2);
        assertThat(lost.sink()).isEqualTo(32);
        assertThat(lost.letters()).isEqualTo(6);
        penstock.start();
        arrives(when, ours, 40);
    }

    @Test
    @Order(5)
    void aLetterIsSentAgainUntilTheTopicIsMended() {
        String input = input("patient", RECORDS);
        String further = input("patient-too", RECORDS);
        Delivery small = delivery(penstock, "patient-small", input, LAB.topics());
        Delivery forbidden =
                delivery(penstock, "patient-forbidden", further, others).lettersTo(OTHER.bootstrapServers());
        LAB.topics().create(small.dead(), 1, Map.of("max.message.bytes", "500"));
        others.create(forbidden.dead(), 1);
        others.forbidWriting(forbidden.dead());
        for (Delivery each : List.of(small, forbidden)) {
            each.with("errors.retry.timeout", "-1")
                    .with("errors.retry.delay.max.ms", "1000")
                    .create();
            Waiting.soon(each.name() + " tries again")
                    .until(() -> penstock.output().contains("topic=" + each.dead() + ". Attempt 2 failed"));
            each.awaitSink(RECORDS - BAD);
            each.awaitCommitted(Numbers.BAD);
            assertThat(each.letters()).isZero();
            assertThat(each.rest().states(each.name())).isEqualTo("RUNNING [RUNNING]");
        }
        LAB.topics().configure(small.dead(), "max.message.bytes", "1000000");
        others.permitWriting(forbidden.dead());
        arrives("max.message.bytes raised while it tries again", small, RECORDS);
        arrives("right given while it tries again", forbidden, RECORDS);
    }

    @Test
    @Order(6)
    void aConnectorStopsWhileTheDeadLetterTopicIsAway() {
        String input = input("stopped", 10);
        Delivery ours = delivery(penstock, "stopped", input, others).lettersTo(OTHER.bootstrapServers());
        others.create(ours.dead(), 1);
        ours.create().awaitCommitted(10);
        OTHER.kill();
        LAB.topics().send(input, Numbers.values(10, 20));
        Waiting.soon("the broker is missed").until(() -> penstock.output().contains("dlq-producer-" + ours.name()));
        assertThat(ours.rest().put("/connectors/" + ours.name() + "/stop", null).status())
                .isEqualTo(204);
        ours.rest().awaitStates(ours.name(), "STOPPED []");
        assertThat(ours.committed()).isLessThanOrEqualTo(13);
        OTHER.start();
        assertThat(ours.rest()
                        .put("/connectors/" + ours.name() + "/resume", null)
                        .status())
                .isEqualTo(202);
        arrives("broker killed, connector stopped meanwhile", ours, 20);
    }

    /** No answer from the broker: Apache's worker does not wait for one. Penstock commits up to the first letter that is on its way. */
    private static void commitsAsFarAsItMay(Delivery theirs, Delivery ours, int records) {
        theirs.awaitCommitted(records);
        ours.awaitSink(records - Numbers.badIn(0, records));
        ours.awaitCommitted(records - 10 + Numbers.BAD);
    }

    private static void arrives(String when, Delivery each, int records) {
        int bad = Numbers.badIn(0, records);
        each.awaitLetters(bad);
        each.awaitCommitted(records);
        Account account = each.account(when, records);
        assertThat(account.lost()).isZero();
        assertThat(account.waiting()).isZero();
        assertThat(account.sink()).isEqualTo(records - bad);
        assertThat(account.letters()).isEqualTo(bad);
        assertThat(account.states()).isEqualTo("RUNNING [RUNNING]");
    }

    /** Stops and continues the other broker, which then hangs: its connections stay, and nobody answers. */
    private static void signal(String name) {
        String pid = Long.toString(OTHER.pid());
        assertThat(LAB.run(new ProcessBuilder("kill", "-" + name, pid)).exitCode())
                .isZero();
    }

    /** Apache's worker commits past records that are nowhere, and shows nothing in the status. */
    private static void loses(String when, Delivery theirs) {
        theirs.awaitCommitted(RECORDS);
        Account account = theirs.account(when, RECORDS);
        assertThat(account.lost()).isEqualTo(BAD);
        assertThat(account.sink()).isEqualTo(RECORDS - BAD);
        assertThat(account.letters()).isZero();
        assertThat(account.states()).isEqualTo("RUNNING [RUNNING]");
    }

    /** Mended too late: a restart does not go back, and only new letters arrive. */
    private static void staysLost(String when, Delivery theirs, String input) {
        theirs.restartTask();
        LAB.topics().send(input, Numbers.values(RECORDS, RECORDS + 5));
        theirs.awaitCommitted(RECORDS + 5);
        theirs.awaitLetters(1);
        Account account = theirs.account(when, RECORDS + 5);
        assertThat(account.lost()).isEqualTo(BAD);
        assertThat(account.letters()).isEqualTo(1);
    }

    /** Penstock fails the task where nobody can overlook it, and commits nothing past the first record that is not safe. */
    private static void holds(String when, Delivery ours) {
        ours.rest().awaitStates(ours.name(), "RUNNING [FAILED]");
        Account account = ours.account(when, RECORDS);
        assertThat(account.lost()).isZero();
        assertThat(account.letters()).isZero();
        assertThat(account.committed()).isLessThanOrEqualTo(Numbers.BAD);
        assertThat(ours.rest().traces(ours.name()))
                .contains("could not be written to the dead letter topic '" + ours.dead() + "'")
                .contains("errors.deadletterqueue.topic.name")
                .contains("mend the topic and restart the task");
    }

    /** Once the cause is mended, every record is in the sink or in the queue. */
    private static void delivers(String when, Delivery ours) {
        ours.restartTask();
        ours.rest().awaitRunning(ours.name(), 1);
        ours.awaitCommitted(RECORDS + 5);
        Waiting.soon("the last letter").until(() -> ours.letters() >= BAD + 1);
        Account account = ours.account(when, RECORDS + 5);
        assertThat(account.lost()).isZero();
        assertThat(account.sink()).isEqualTo(RECORDS + 5 - BAD - 1);
        assertThat(account.letters()).isEqualTo(BAD + 1);
    }

    private static String input(String name, int records) {
        String input = LAB.topic(name);
        LAB.topics().create(input, 1);
        LAB.topics().send(input, Numbers.values(0, records));
        return input;
    }

    /** The two have different groups and files, so that neither takes from the other. */
    private static Delivery delivery(Contender worker, String topic, String input, Topics deadTopics) {
        String name = topic + "-" + worker;
        Path file = LAB.directory().resolve(name + ".txt");
        return new Delivery(worker, name, LAB.topics(), input, deadTopics, name + "-dead", file);
    }
}
