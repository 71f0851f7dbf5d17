package io.penstock.core.config.key;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidList;

/** The keys of sink connectors (Apache: {@code SinkConnectorConfig}). */
public final class SinkKeys {

    /** Topics to read. */
    public static final String TOPICS = "topics";
    /** Pattern of topics to read. */
    public static final String TOPICS_REGEX = "topics.regex";
    /** Topic for failed records. */
    public static final String DLQ_TOPIC = "errors.deadletterqueue.topic.name";
    /** Replicas of that topic. */
    public static final String DLQ_REPLICATION = "errors.deadletterqueue.topic.replication.factor";
    /** Whether the reason of a failure goes into headers. */
    public static final String DLQ_HEADERS = "errors.deadletterqueue.context.headers.enable";

    private static final String TABLE = """
            topics | LIST | "" | HIGH | Common 4 | LONG | Topics
              Topics that the connector reads.
            topics.regex | STRING | "" | HIGH | Common 4 | LONG | Topics regex
              Java regular expression; topics whose whole name it matches are read. Excludes 'topics'.
            errors.deadletterqueue.topic.name | STRING | "" | MEDIUM | Error Handling 6 | MEDIUM | \
            Dead Letter Queue Topic Name
              Topic that records go to when converters, transforms or the connector fail on them; none when empty.
            errors.deadletterqueue.topic.replication.factor | SHORT | 3 | MEDIUM | Error Handling 7 | MEDIUM | \
            Dead Letter Queue Topic Replication Factor
              Number of replicas that the dead letter topic is created with when it does not exist.
            errors.deadletterqueue.context.headers.enable | BOOLEAN | false | MEDIUM | Error Handling 8 | MEDIUM | \
            Enable Error Context Headers
              Whether dead letters carry __connect.errors.* headers that say where they came from and what failed.""";

    private SinkKeys() {}

    /** A new definition of all keys that the framework reads of a sink connector. */
    public static ConfigDef definition(FrameworkDefaults defaults) {
        ConfigDef apaches = new KeyTable(TABLE)
                .rule(TOPICS, ValidList.anyNonDuplicateValues(true, false))
                .rule(TOPICS_REGEX, new RegexRule())
                .defineIn(ConnectorKeys.definition(defaults));
        return ExtensionKeys.addToSink(apaches);
    }
}
