package io.penstock.core.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.TaskId;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

/** What the headers of a letter say, and what becomes of them when it fails again. */
class LetterTest {

    private static final TaskId TASK = new TaskId("orders", 0);

    private final ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("dead", 2, 17, null, bytes("v"));

    @Test
    void theLastHeaderOfANameIsTheReason() {
        // A record that was a letter before, in the queue of somebody else, and was consumed from there.
        add("__connect.errors.topic", "older");
        add("__connect.errors.stage", "TASK_PUT");
        add("own", "header");
        add("__connect.errors.topic", "newer");
        add("__connect.errors.partition", "3");
        add("__connect.errors.offset", "5");
        Letter letter = new Letter(record);

        assertThat(letter.id()).isEqualTo("2-17");
        assertThat(letter.reason("topic")).isEqualTo("newer");
        assertThat(letter.partition()).hasValue(3);
        assertThat(letter.offset()).hasValue(5);
        assertThat(letter.attempt()).isZero();
        assertThat(names(letter.headers())).containsExactly("__connect.errors.topic=older", "own=header");
    }

    @Test
    void coordinatesThatAreNoNumbersAreUnknown() {
        add("__connect.errors.partition", "{\"file\":\"a\"}");
        add("__connect.errors.offset", "99999999999999999999");
        add(Letter.ATTEMPT, "many");
        Letter letter = new Letter(record);

        assertThat(letter.partition()).isEmpty();
        assertThat(letter.offset()).isEmpty();
        assertThat(letter.attempt()).isZero();
        assertThat(letter.tellsReason()).isFalse();
    }

    @Test
    void aLetterThatFailsAgainHasOneAttemptMoreAndItsNewReasonAtTheEnd() {
        add("own", "header");
        add(Letter.ATTEMPT, "2");
        add(Letter.REPLAY, "first");
        add("__connect.errors.topic", "in");
        add("__connect.errors.partition", "3");
        add("__connect.errors.offset", "5");
        add("__connect.errors.stage", "VALUE_CONVERTER");
        var failed = new Failed<Object>(Stage.TASK_PUT, "org.example.Task", new IllegalStateException("no"));

        ProducerRecord<byte[], byte[]> again =
                new Letter(record).again(TASK, failed, new DeadLetterSettings("dead", (short) 1, true), "second");

        assertThat(again.topic()).isEqualTo("dead");
        assertThat(again.value()).isEqualTo(record.value());
        assertThat(names(again.headers()))
                .startsWith("own=header", "__penstock.replay.attempt=3", "__penstock.replay.id=second")
                .contains(
                        "__connect.errors.topic=in",
                        "__connect.errors.partition=3",
                        "__connect.errors.offset=5",
                        "__connect.errors.connector.name=orders",
                        "__connect.errors.stage=TASK_PUT",
                        "__connect.errors.exception.message=no")
                .doesNotContain("__connect.errors.stage=VALUE_CONVERTER")
                .hasSize(13);
        assertThat(names(new Letter(record)
                        .again(TASK, failed, new DeadLetterSettings("dead", (short) 1, false), "second")
                        .headers()))
                .hasSize(3);
    }

    private void add(String name, String value) {
        record.headers().add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> names(Headers headers) {
        List<String> names = new ArrayList<>();
        for (Header header : headers) {
            names.add(header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8));
        }
        return names;
    }
}
