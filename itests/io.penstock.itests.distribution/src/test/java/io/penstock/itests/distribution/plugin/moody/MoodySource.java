package io.penstock.itests.distribution.plugin.moody;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** A source connector with a configurable defect; those that have it before there is a configuration are nested classes. */
public class MoodySource extends SourceConnector {

    private Map<String, String> config = Map.of();
    private Mood mood = new Mood(Map.of());

    @Override
    public void start(Map<String, String> properties) {
        config = Map.copyOf(properties);
        mood = new Mood(config);
        mood.visit("start");
    }

    @Override
    public Class<? extends Task> taskClass() {
        mood.visit("taskClass");
        return switch (config.getOrDefault("throw.in", "")) {
            case "task.constructor" -> MoodySourceTask.InConstructor.class;
            case "task.version" -> MoodySourceTask.InVersion.class;
            default -> MoodySourceTask.class;
        };
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        mood.visit("taskConfigs");
        return Collections.nCopies(config.containsKey("too.many") ? maxTasks + 1 : maxTasks, config);
    }

    @Override
    public void stop() {
        mood.visit("stop");
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public String version() {
        return "2.0.0";
    }

    /** Throws before anybody can do anything with it. */
    public static final class InConstructor extends MoodySource {
        public InConstructor() {
            throw new IllegalStateException("moody constructor");
        }
    }

    /** Cannot say what can be configured. */
    public static final class InConfig extends MoodySource {
        @Override
        public ConfigDef config() {
            throw new IllegalStateException("moody config");
        }
    }

    /** Does not know its version. */
    public static final class InVersion extends MoodySource {
        @Override
        public String version() {
            throw new IllegalStateException("moody version");
        }
    }
}
