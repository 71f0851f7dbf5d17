package io.penstock.core.config.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceTask;

/** A connector whose definition uses everything that there is. */
public class RichSource extends SourceConnector {

    /** Its keys: all types, groups, dependents, recommenders, and a key of the framework with another definition. */
    static ConfigDef keys() {
        return new ConfigDef()
                .define(
                        "url",
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new ConfigDef.NonEmptyString(),
                        Importance.HIGH,
                        "where",
                        "Connection",
                        1,
                        Width.LONG,
                        "URL",
                        List.of("table", "gone"))
                .define(
                        "secret",
                        Type.PASSWORD,
                        null,
                        Importance.HIGH,
                        "secret",
                        "Connection",
                        2,
                        Width.SHORT,
                        "Secret")
                .define(
                        "table",
                        Type.STRING,
                        "t",
                        null,
                        Importance.LOW,
                        "table",
                        "Data",
                        1,
                        Width.MEDIUM,
                        "Table",
                        new Tables())
                .define("batch", Type.INT, 10, ConfigDef.Range.between(1, 100), Importance.LOW, "batch")
                .define("ratio", Type.DOUBLE, 0.5, Importance.LOW, "ratio")
                .define("wide", Type.LONG, Long.MAX_VALUE, Importance.LOW, "wide")
                .define("short", Type.SHORT, (short) 3, Importance.LOW, "short")
                .define("fields", Type.LIST, List.of("a", "b"), Importance.LOW, "fields")
                .define("on", Type.BOOLEAN, false, Importance.LOW, "on")
                .define(
                        "helper",
                        Type.CLASS,
                        ArrayList.class,
                        Importance.LOW,
                        "helper",
                        "Data",
                        2,
                        Width.NONE,
                        "Helper")
                .define("tasks.max", Type.INT, 7, Importance.LOW, "own idea of tasks.max");
    }

    @Override
    public ConfigDef config() {
        return keys();
    }

    @Override
    public Config validate(Map<String, String> config) {
        Config checked = super.validate(config);
        checked.configValues().stream()
                .filter(value -> value.name().equals("batch") && "13".equals(config.get("batch")))
                .forEach(value -> value.addErrorMessage("thirteen is unlucky"));
        return checked;
    }

    @Override
    public void start(Map<String, String> config) {}

    @Override
    public Class<? extends Task> taskClass() {
        return SourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of();
    }

    @Override
    public void stop() {}

    @Override
    public String version() {
        return "1.5.0";
    }

    private static final class Tables implements ConfigDef.Recommender {

        @Override
        public List<Object> validValues(String name, Map<String, Object> parsed) {
            return new ArrayList<>(List.of("t", "u"));
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsed) {
            return parsed.get("url") != null;
        }
    }
}
