package io.penstock.core.pipeline.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.TaskId;
import io.penstock.core.config.DeadLetterSettings;
import io.penstock.core.metrics.ConnectMetrics;
import io.penstock.core.metrics.ErrorMetrics;
import io.penstock.core.pipeline.Outcome.Failed;
import io.penstock.core.pipeline.Stage;
import io.penstock.core.task.TestClock;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceLettersTest {

    private static final TaskId ID = new TaskId("orders", 3);
    private static final Schema ORDER = SchemaBuilder.struct()
            .name("order")
            .version(2)
            .field("id", Schema.INT64_SCHEMA)
            .field("price", Decimal.schema(2))
            .field("at", Timestamp.SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .field("raw", Schema.BYTES_SCHEMA)
            .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
            .field(
                    "counts",
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA).build())
            .build();

    private final ConnectMetrics registry = ConnectMetrics.open(Map.of("metric.reporters", ""), "w", Map.of());
    private final ErrorMetrics metrics = new ErrorMetrics(registry, ID, new TestClock());
    private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aLetterHoldsTheWholeRecord() {
        var value = new Struct(ORDER)
                .put("id", 7L)
                .put("price", new BigDecimal("12.50"))
                .put("at", new Date(1_700_000_000_000L))
                .put("raw", new byte[] {1, 2, (byte) 0xff})
                .put("tags", List.of("a", "b"))
                .put("counts", Map.of("x", 1));
        var headers = new ConnectHeaders().addString("trace", "abc").addLong("hops", 3);
        var record = new SourceRecord(
                Map.of("table", "orders"),
                Map.of("row", 17),
                "out",
                4,
                Schema.STRING_SCHEMA,
                "key",
                ORDER,
                value,
                1234L,
                headers);

        ProducerRecord<byte[], byte[]> letter = written(record, true);

        assertThat(letter.topic()).isEqualTo("dlq");
        assertThat(letter.partition()).isNull();
        assertThat(letter.timestamp()).isEqualTo(1234);
        assertThat(text(letter, "__connect.errors.topic")).isEqualTo("out");
        assertThat(text(letter, "__connect.errors.partition")).isEqualTo("{\"table\":\"orders\"}");
        assertThat(text(letter, "__connect.errors.offset")).isEqualTo("{\"row\":17}");
        assertThat(text(letter, "__connect.errors.connector.name")).isEqualTo("orders");
        assertThat(text(letter, "__connect.errors.stage")).isEqualTo("VALUE_CONVERTER");
        assertThat(text(letter, "__connect.errors.exception.message")).isEqualTo("no");
        assertThat(new String(letter.key(), StandardCharsets.UTF_8))
                .isEqualTo("{\"schema\":{\"type\":\"string\",\"optional\":false},\"payload\":\"key\"}");
        assertThat(SourceLetters.isOne(letter.headers())).isTrue();

        SourceRecord again = new SourceLetters().read(consumed(letter));
        assertThat(again).isEqualTo(record);
        assertThat(again.headers()).isEqualTo(record.headers());
    }

    @Test
    void whatARecordLeavesOpenStaysOpen() {
        var record = new SourceRecord(null, null, "out", null, null, null, null, null);

        ProducerRecord<byte[], byte[]> letter = written(record, true);

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(letter.timestamp()).isNull();
        assertThat(new SourceLetters().read(consumed(letter))).isEqualTo(record);
    }

    @Test
    void bytesWithoutASchemaStayBytes() {
        var record = new SourceRecord(Map.of(), Map.of(), "out", null, new byte[] {1, (byte) 0x80});

        SourceRecord again = new SourceLetters().read(consumed(written(record, true)));

        assertThat((byte[]) again.value()).containsExactly(1, 0x80);
    }

    @Test
    void headersOfTheRecordWithOurNamesAreTheRecords() {
        var headers = new ConnectHeaders().addString("__connect.errors.topic", "mine");
        var record = new SourceRecord(
                Map.of("p", "a"), Map.of("n", 1), "out", null, null, null, Schema.STRING_SCHEMA, "v", null, headers);

        SourceRecord again = new SourceLetters().read(consumed(written(record, true)));

        assertThat(again.topic()).isEqualTo("out");
        assertThat(again.headers()).isEqualTo(headers);
    }

    @Test
    void whatHasNoJsonIsKeptAsTextAndSaysSo() {
        var record = new SourceRecord(
                Map.of("p", "a"),
                Map.of("n", 1),
                "out",
                Schema.INT32_SCHEMA,
                new Thread("odd"),
                Schema.INT32_SCHEMA,
                5);

        ProducerRecord<byte[], byte[]> letter = written(record, true);

        assertThat(new String(letter.key(), StandardCharsets.UTF_8))
                .contains("Thread[")
                .contains("odd");
        assertThat(text(letter, "__penstock.errors.text")).isEqualTo("key");
        assertThatThrownBy(() -> new SourceLetters().read(consumed(letter)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("key of the record as text only");
    }

    @Test
    void withoutReasonALetterCannotBeReadBack() {
        var record = new SourceRecord(Map.of("p", "a"), Map.of("n", 1), "out", Schema.STRING_SCHEMA, "v");

        ProducerRecord<byte[], byte[]> letter = written(record, false);

        assertThat(text(letter, "__connect.errors.stage")).isNull();
        assertThatThrownBy(() -> new SourceLetters().read(consumed(letter)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("errors.deadletterqueue.context.headers.enable");
    }

    private ProducerRecord<byte[], byte[]> written(SourceRecord record, boolean reason) {
        DeadLetters.source(
                        ID,
                        new DeadLetterSettings("dlq", (short) 1, reason),
                        letter -> {
                            sent.add(letter);
                            return CompletableFuture.completedStage(null);
                        },
                        metrics)
                .report(new Failed<>(Stage.VALUE_CONVERTER, "com.acme.Converter", new DataException("no")), record)
                .toCompletableFuture()
                .join();
        return sent.get(0);
    }

    private static ConsumerRecord<byte[], byte[]> consumed(ProducerRecord<byte[], byte[]> letter) {
        Long timestamp = letter.timestamp();
        return new ConsumerRecord<>(
                letter.topic(),
                0,
                5,
                timestamp == null ? 99 : timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                letter.key(),
                letter.value(),
                letter.headers(),
                Optional.empty());
    }

    private static @Nullable String text(ProducerRecord<byte[], byte[]> letter, String header) {
        var last = letter.headers().lastHeader(header);
        return last == null || last.value() == null ? null : new String(last.value(), StandardCharsets.UTF_8);
    }
}
