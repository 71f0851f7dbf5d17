package io.penstock.core.config.connector;

import io.penstock.core.config.TopicCreationGroup;
import io.penstock.core.config.key.SourceKeys;
import io.penstock.core.config.key.TopicCreationKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigValue;

/** Reads {@code topic.creation.*} (KIP-158). */
public final class TopicCreation {

    private static final Pattern EVERYTHING = Pattern.compile(".*");

    private TopicCreation() {}

    /**
     * The groups in order, the default group last; empty when the connector has no such keys.
     *
     * @throws org.apache.kafka.common.config.ConfigException when a key is wrong or missing
     */
    static List<TopicCreationGroup> groups(Map<String, String> config) {
        if (!TopicCreationKeys.usedIn(config)) {
            return List.of();
        }
        Map<String, String> defaultKeys = keys(TopicCreationKeys.DEFAULT_GROUP, config);
        Map<String, Object> defaults = TopicCreationKeys.defaultGroup().parse(config);
        short replication = (short) value(TopicCreationKeys.DEFAULT_GROUP, TopicCreationKeys.REPLICATION, defaults);
        int partitions = (int) value(TopicCreationKeys.DEFAULT_GROUP, TopicCreationKeys.PARTITIONS, defaults);
        List<TopicCreationGroup> groups = new ArrayList<>();
        for (String name : names(config)) {
            Map<String, Object> values =
                    TopicCreationKeys.group(name, replication, partitions).parse(config);
            groups.add(new TopicCreationGroup(
                    name,
                    patterns(value(name, TopicCreationKeys.INCLUDE, values)),
                    patterns(value(name, TopicCreationKeys.EXCLUDE, values)),
                    (int) value(name, TopicCreationKeys.PARTITIONS, values),
                    (short) value(name, TopicCreationKeys.REPLICATION, values),
                    others(keys(name, config))));
        }
        groups.add(new TopicCreationGroup(
                TopicCreationKeys.DEFAULT_GROUP,
                List.of(EVERYTHING),
                List.of(),
                partitions,
                replication,
                others(defaultKeys)));
        return List.copyOf(groups);
    }

    /** What is wrong with the keys of the groups: those values that have error messages. */
    public static List<ConfigValue> problems(Map<String, String> config) {
        if (!TopicCreationKeys.usedIn(config)) {
            return List.of();
        }
        List<ConfigValue> values =
                new ArrayList<>(TopicCreationKeys.defaultGroup().validate(config));
        for (String name : names(config)) {
            values.addAll(TopicCreationKeys.group(name, (short) -1, -1).validate(config));
        }
        return values.stream().filter(value -> !value.errorMessages().isEmpty()).toList();
    }

    private static List<String> names(Map<String, String> config) {
        List<String> names = new ArrayList<>(Chain.aliases(config, SourceKeys.TOPIC_CREATION_GROUPS));
        names.remove(TopicCreationKeys.DEFAULT_GROUP);
        return names;
    }

    private static Map<String, String> keys(String group, Map<String, String> config) {
        return Chain.behind(TopicCreationKeys.prefix(group), config);
    }

    private static Object value(String group, String key, Map<String, Object> values) {
        Object value = values.get(TopicCreationKeys.prefix(group) + key);
        if (value == null) {
            throw new IllegalStateException(TopicCreationKeys.prefix(group) + key + " has no default");
        }
        return value;
    }

    private static List<Pattern> patterns(Object list) {
        return ((List<?>) list)
                .stream().map(regex -> Pattern.compile(String.valueOf(regex))).toList();
    }

    private static Map<String, String> others(Map<String, String> keys) {
        keys.keySet()
                .removeAll(List.of(
                        TopicCreationKeys.INCLUDE,
                        TopicCreationKeys.EXCLUDE,
                        TopicCreationKeys.REPLICATION,
                        TopicCreationKeys.PARTITIONS));
        return Map.copyOf(keys);
    }
}
