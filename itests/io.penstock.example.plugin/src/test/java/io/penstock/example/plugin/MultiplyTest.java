package io.penstock.example.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class MultiplyTest {

    private final Multiply<SinkRecord> multiply = new Multiply<>();

    private static SinkRecord record(Schema schema, Object value) {
        return new SinkRecord("numbers", 3, Schema.STRING_SCHEMA, "key", schema, value, 7);
    }

    @Test
    void wholeNumbersAreMultiplied() {
        multiply.configure(Map.of("factor", "10"));
        SinkRecord record = multiply.apply(record(Schema.INT64_SCHEMA, 4L));
        assertThat(record.value()).isEqualTo(40L);
        assertThat(record.key()).isEqualTo("key");
        assertThat(record.kafkaPartition()).isEqualTo(3);
    }

    @Test
    void everythingElsePasses() {
        multiply.configure(Map.of("factor", "10"));
        SinkRecord text = record(Schema.STRING_SCHEMA, "4");
        SinkRecord tombstone = record(null, null);
        assertThat(multiply.apply(text)).isSameAs(text);
        assertThat(multiply.apply(tombstone)).isSameAs(tombstone);
    }

    @Test
    void theFactorIsRequired() {
        assertThatThrownBy(() -> multiply.configure(Map.of())).isInstanceOf(ConfigException.class);
    }
}
