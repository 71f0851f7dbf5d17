package io.penstock.itests.distribution.plugin.stumble;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/**
 * Holds for every record but those that it stumbles over.
 *
 * @param <R> kind of record
 */
public final class StumblePredicate<R extends ConnectRecord<R>> implements Predicate<R> {

    @Override
    public boolean test(R record) {
        String text = String.valueOf(record.value());
        if (text.startsWith("predicate-fails")) {
            throw new IllegalArgumentException("The predicate stumbles over " + text);
        }
        return true;
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
