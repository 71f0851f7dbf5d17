package io.penstock.core.config.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** A transform with groups, a class, dependents, a recommender, and a key that the framework's own hides. */
public class RichTransform implements Transformation<SinkRecord> {

    @Override
    public SinkRecord apply(SinkRecord record) {
        return record;
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define(
                        "mode",
                        Type.STRING,
                        "fast",
                        ConfigDef.ValidString.in("fast", "slow"),
                        Importance.HIGH,
                        "mode",
                        "Speed",
                        1,
                        Width.SHORT,
                        "Mode",
                        List.of("size"),
                        new Modes())
                .define("size", Type.INT, 3, Importance.LOW, "size", "Speed", 2, Width.SHORT, "Size")
                .define("helper", Type.CLASS, ArrayList.class, Importance.MEDIUM, "helper")
                .define("must", Type.STRING, Importance.HIGH, "must")
                .define("predicate", Type.INT, 1, Importance.HIGH, "hidden");
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}

    private static final class Modes implements ConfigDef.Recommender {

        @Override
        public List<Object> validValues(String name, Map<String, Object> parsed) {
            return new ArrayList<>(parsed.get("helper") instanceof Class<?> ? List.of("fast", "slow") : List.of());
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsed) {
            return parsed.get("must") != null;
        }
    }
}
