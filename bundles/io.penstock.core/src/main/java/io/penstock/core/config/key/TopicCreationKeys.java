package io.penstock.core.config.key;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The keys of a group of {@code topic.creation.*} (KIP-158; Apache: {@code TopicCreationConfig}). */
public final class TopicCreationKeys {

    /** What all keys start with. */
    public static final String PREFIX = "topic.creation.";
    /** The group that takes what no other group takes. */
    public static final String DEFAULT_GROUP = "default";
    /** Topics of the group. */
    public static final String INCLUDE = "include";
    /** Topics that are not of the group though included. */
    public static final String EXCLUDE = "exclude";
    /** Number of replicas. */
    public static final String REPLICATION = "replication.factor";
    /** Number of partitions. */
    public static final String PARTITIONS = "partitions";

    private static final String TABLE = """
            {prefix}include | LIST | "" | LOW | {group} 1 | LONG | Inclusion Topic Pattern for {group}
              Regular expressions; topics that one of them matches are created by this group's rules.
            {prefix}exclude | LIST | "" | LOW | {group} 2 | LONG | Exclusion Topic Pattern for {group}
              Regular expressions; topics that one of them matches are not of this group, even if included.
            {prefix}replication.factor | SHORT | ! | LOW | {group} 3 | LONG | Replication Factor for Topics in {group}
              Number of replicas of new topics, -1 for the broker's default. Other groups take over the default group's.
            {prefix}partitions | INT | ! | LOW | {group} 4 | LONG | Partition Count for Topics in {group}
              Number of partitions of new topics, -1 for the broker's default. Other groups take over the default
              group's.""";

    private static final Validator REPLICATION_RULE = LambdaValidator.with(
            (name, value) -> positiveOrBrokers(name, value, "Replication factor"),
            () ->
                    "Positive number not larger than the number of brokers in the Kafka cluster, or -1 to use the broker's"
                            + " default");
    private static final Validator PARTITIONS_RULE = LambdaValidator.with(
            (name, value) -> positiveOrBrokers(name, value, "Number of partitions"),
            () -> "Positive number, or -1 to use the broker's default");

    private TopicCreationKeys() {}

    /** Whether a connector has rules for the topics that it writes to. */
    public static boolean usedIn(Map<String, ?> config) {
        return config.keySet().stream().anyMatch(key -> key.startsWith(PREFIX));
    }

    /** What the keys of a group start with. */
    public static String prefix(String group) {
        return PREFIX + group + ".";
    }

    /** Keys of the default group; it takes every topic, so patterns are neither read nor checked. */
    public static ConfigDef defaultGroup() {
        return define(DEFAULT_GROUP, ConfigDef.NO_DEFAULT_VALUE, ConfigDef.NO_DEFAULT_VALUE)
                .defineIn(new ConfigDef());
    }

    /** Keys of another group, with what it takes over from the default group. */
    public static ConfigDef group(String name, short replication, int partitions) {
        return define(name, replication, partitions)
                .rule(prefix(name) + INCLUDE, new RegexRule())
                .rule(prefix(name) + EXCLUDE, new RegexRule())
                .defineIn(new ConfigDef());
    }

    private static KeyTable define(String group, Object replication, Object partitions) {
        String prefix = prefix(group);
        return new KeyTable(TABLE.replace("{prefix}", prefix).replace("{group}", "Topic Creation: " + group))
                .defaultValue(prefix + REPLICATION, replication)
                .rule(prefix + REPLICATION, REPLICATION_RULE)
                .defaultValue(prefix + PARTITIONS, partitions)
                .rule(prefix + PARTITIONS, PARTITIONS_RULE);
    }

    private static void positiveOrBrokers(String name, @Nullable Object value, String what) {
        if (value == null) {
            // Reported as missing.
            return;
        }
        long number = ((Number) value).longValue();
        if (number != -1 && number < 1) {
            throw new ConfigException(name, value, what + " must be positive, or -1 to use the broker's default");
        }
    }
}
