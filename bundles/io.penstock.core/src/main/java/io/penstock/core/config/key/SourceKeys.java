package io.penstock.core.config.key;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.CaseInsensitiveValidString;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** The keys of source connectors (Apache: {@code SourceConnectorConfig}). */
public final class SourceKeys {

    /** Groups of topic creation rules besides the default one. */
    public static final String TOPIC_CREATION_GROUPS = "topic.creation.groups";
    /** Whether the connector must be able to deliver exactly once. */
    public static final String EXACTLY_ONCE = "exactly.once.support";
    /** Where transactions end. */
    public static final String TRANSACTION_BOUNDARY = "transaction.boundary";
    /** How often transactions end. */
    public static final String TRANSACTION_INTERVAL = "transaction.boundary.interval.ms";
    /** Offsets topic of its own. */
    public static final String OFFSETS_TOPIC = "offsets.storage.topic";

    private static final String TABLE = """
            topic.creation.groups | LIST | "" | LOW | Topic Creation 1 | LONG | Topic Creation Groups
              Names of groups of topics that are created by rules of their own; each is set up by
              topic.creation.<name>.* keys. The group 'default' takes all other topics.
            exactly.once.support | STRING | requested | MEDIUM | Exactly Once Support 2 | SHORT | Exactly once support
              With 'required' the connector is refused unless it and the worker deliver exactly once; with 'requested'
              that is left open.
            transaction.boundary | STRING | poll | MEDIUM | Exactly Once Support 3 | SHORT | Transaction Boundary
              Where transactions of exactly-once delivery end: after each batch (poll), at a time interval (interval), or
              where the connector says (connector).
            transaction.boundary.interval.ms | LONG | - | LOW | Exactly Once Support 4 | SHORT | \
            Transaction boundary interval
              Time between two ends of transactions, in ms, with transaction.boundary=interval; offset.flush.interval.ms
              of the worker when not set.
            offsets.storage.topic | STRING | - | LOW | offsets.topic 1 | LONG | Offsets topic
              Topic that keeps this connector's offsets instead of the worker's. Without effect on a standalone worker.""";

    private SourceKeys() {}

    /** A new definition of all keys that the framework reads of a source connector. */
    public static ConfigDef definition(FrameworkDefaults defaults) {
        ConfigDef apaches = new KeyTable(TABLE)
                .rule(TOPIC_CREATION_GROUPS, ConnectorKeys.uniqueAliases("topic creation groups"))
                .rule(EXACTLY_ONCE, CaseInsensitiveValidString.in("REQUESTED", "REQUIRED"))
                .rule(TRANSACTION_BOUNDARY, CaseInsensitiveValidString.in("POLL", "INTERVAL", "CONNECTOR"))
                .rule(TRANSACTION_INTERVAL, whenSet(Range.atLeast(0)))
                .rule(OFFSETS_TOPIC, new NonEmptyString())
                .defineIn(ConnectorKeys.definition(defaults));
        return ExtensionKeys.addToSource(apaches);
    }

    private static Validator whenSet(Validator rule) {
        return LambdaValidator.with(
                (name, value) -> {
                    if (value != null) {
                        rule.ensureValid(name, value);
                    }
                },
                rule::toString);
    }
}
