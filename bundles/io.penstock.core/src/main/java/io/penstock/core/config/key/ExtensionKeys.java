package io.penstock.core.config.key;

import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;

/** The keys of connectors that Apache's worker does not have, or not for this type of connector. It ignores them. */
public final class ExtensionKeys {

    /** Part of the last records that may fail. */
    public static final String TOLERANCE_RATE = "errors.tolerance.rate";
    /** How many records the rate is about. */
    public static final String TOLERANCE_WINDOW = "errors.tolerance.rate.window";
    /** How many records in a row may fail. */
    public static final String TOLERANCE_CONSECUTIVE = "errors.tolerance.max.consecutive";
    /** Whether the records that put() fails on are looked for. */
    public static final String ISOLATE = "errors.put.isolate";
    /** How many calls of put() that may take. */
    public static final String ISOLATE_ATTEMPTS = "errors.put.isolate.max.attempts";

    /** Topic that says who replayed which dead letters. */
    public static final String AUDIT_TOPIC = "errors.deadletterqueue.audit.topic.name";

    private static final String COMMON = """
            errors.tolerance.rate | DOUBLE | 1.0 | LOW | Error Handling 9 | SHORT | Tolerated Error Rate
              Part of the last records (errors.tolerance.rate.window) that may fail with errors.tolerance=all; beyond it
              the task fails. 0.01 tolerates one in a hundred, 1.0 any number.
            errors.tolerance.rate.window | INT | 10000 | LOW | Error Handling 10 | SHORT | Window of the Error Rate
              How many of a task's last records errors.tolerance.rate is about.
            errors.tolerance.max.consecutive | INT | -1 | LOW | Error Handling 11 | SHORT | Tolerated Errors in a Row
              How many records in a row may fail with errors.tolerance=all; beyond that the task fails. -1 for any number.
            errors.deadletterqueue.audit.topic.name | STRING | "" | LOW | Error Handling 14 | MEDIUM | \
            Topic for the Audit of Replays
              Topic that says who replayed which dead letters and what became of them; when empty, the dead letter topic's
              name with .audit behind it. It is created when the first replay starts.""";

    private static final String SINK = """
            errors.put.isolate | BOOLEAN | false | LOW | Error Handling 12 | SHORT | Isolate Records That Fail in Put
              Whether the records that the connector's put() fails on are looked for by giving it parts of the batch, so
              that they alone are dead letters. Records of the batch may reach the connector more than once.
            errors.put.isolate.max.attempts | INT | 200 | LOW | Error Handling 13 | SHORT | Attempts to Isolate
              How often put() is called at most for one batch that failed; then the task fails.""";

    private static final String SOURCE = """
            errors.deadletterqueue.topic.name | STRING | "" | MEDIUM | Error Handling 6 | MEDIUM | \
            Dead Letter Queue Topic Name
              Topic that records go to, as JSON, when transforms, converters or the producer fail on them; none when
              empty.
            errors.deadletterqueue.topic.replication.factor | SHORT | 3 | MEDIUM | Error Handling 7 | MEDIUM | \
            Dead Letter Queue Topic Replication Factor
              Number of replicas that the dead letter topic is created with when it does not exist.
            errors.deadletterqueue.context.headers.enable | BOOLEAN | true | MEDIUM | Error Handling 8 | MEDIUM | \
            Enable Error Context Headers
              Whether dead letters carry __connect.errors.* headers that say which topic they were for, their source
              partition and offset, and what failed. Without them they cannot be replayed.""";

    private ExtensionKeys() {}

    /** The names of these keys for a source or a sink connector. */
    public static Set<String> names(boolean source) {
        ConfigDef def = new ConfigDef();
        if (source) {
            addToSource(def);
        } else {
            addToSink(def);
        }
        return new TreeSet<>(def.names());
    }

    static ConfigDef addToSource(ConfigDef def) {
        new KeyTable(SOURCE).defineIn(def);
        return common(def);
    }

    static ConfigDef addToSink(ConfigDef def) {
        common(def);
        return new KeyTable(SINK).rule(ISOLATE_ATTEMPTS, Range.atLeast(1)).defineIn(def);
    }

    private static ConfigDef common(ConfigDef def) {
        new KeyTable(COMMON)
                .rule(TOLERANCE_RATE, RestartKeys.finite(Range.between(0, 1)))
                .rule(AUDIT_TOPIC, LambdaValidator.with(ExtensionKeys::isTopicName, () -> "a topic's name"))
                .rule(TOLERANCE_WINDOW, Range.atLeast(1))
                .rule(TOLERANCE_CONSECUTIVE, Range.atLeast(-1))
                .defineIn(def);
        return RestartKeys.addTo(def);
    }

    /** A name that Kafka takes for a topic, or nothing. */
    private static void isTopicName(String key, Object value) {
        if (value instanceof String topic && !topic.isBlank()) {
            try {
                Topic.validate(topic.trim());
            } catch (InvalidTopicException e) {
                throw new ConfigException(key, value, "It is no name of a topic: " + e.getMessage());
            }
        }
    }
}
