package io.penstock.itests.distribution.plugin.stumble;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Fails, drops, or asks for another attempt when the value says so.
 *
 * @param <R> kind of record
 */
public final class StumbleTransform<R extends ConnectRecord<R>> implements Transformation<R> {

    private final Attempts attempts = new Attempts();

    @Override
    public @Nullable R apply(R record) {
        String text = String.valueOf(record.value());
        if (text.startsWith("transform-fails")) {
            throw new IllegalStateException("The transform stumbles over " + text);
        }
        if (text.startsWith("transform-silent")) {
            throw new IllegalStateException();
        }
        if (text.startsWith("transform-gives-up")) {
            throw new RetriableException("The transform never gets past " + text);
        }
        if (text.startsWith("transform-retries")) {
            attempts.next("The transform", text);
        }
        return text.startsWith("transform-drops") ? null : record;
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
