package io.penstock.core.config.key;

import java.util.HashSet;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.CompositeValidator;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.NonNullValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The keys that every connector has (Apache: {@code ConnectorConfig}). */
public final class ConnectorKeys {

    /** The connector's name. */
    public static final String NAME = "name";
    /** Class name or alias of the connector. */
    public static final String CONNECTOR_CLASS = "connector.class";
    /** Version of the connector. */
    public static final String CONNECTOR_VERSION = "connector." + WorkerKeys.PLUGIN_VERSION;
    /** How many tasks at most. */
    public static final String TASKS_MAX = "tasks.max";
    /** Whether more tasks are an error. */
    public static final String TASKS_MAX_ENFORCE = "tasks.max.enforce";
    /** Aliases of transforms in order. */
    public static final String TRANSFORMS = "transforms";
    /** Aliases of predicates. */
    public static final String PREDICATES = "predicates";
    /** What to do when a variable's value expires. */
    public static final String RELOAD_ACTION = "config.action.reload";
    /** How long failures are tried again. */
    public static final String ERRORS_RETRY_TIMEOUT = "errors.retry.timeout";
    /** Longest pause between attempts. */
    public static final String ERRORS_RETRY_DELAY = "errors.retry.delay.max.ms";
    /** Whether failed records are skipped. */
    public static final String ERRORS_TOLERANCE = "errors.tolerance";
    /** Whether failures are logged. */
    public static final String ERRORS_LOG = "errors.log.enable";
    /** Whether logged failures show the record. */
    public static final String ERRORS_LOG_MESSAGES = "errors.log.include.messages";
    /** Prefix of producer settings. */
    public static final String PRODUCER_OVERRIDE = "producer.override.";
    /** Prefix of consumer settings. */
    public static final String CONSUMER_OVERRIDE = "consumer.override.";
    /** Prefix of admin client settings. */
    public static final String ADMIN_OVERRIDE = "admin.override.";

    private static final String TABLE = """
            name | STRING | ! | HIGH | Common 1 | MEDIUM | Connector name
              The connector's name, unique in the cluster.
            connector.class | STRING | ! | HIGH | Common 2 | LONG | Connector class
              The connector plugin: its full class name, its simple name, or its simple name without 'Connector'.
            connector.plugin.version | STRING | - | MEDIUM | Common 3 | MEDIUM | Connector version
              Version of the connector plugin: a Maven version, a range, or 'latest'.
            tasks.max | INT | 1 | HIGH | Common 4 | SHORT | Tasks max
              How many tasks the connector may split its work into.
            tasks.max.enforce | BOOLEAN | true | LOW | Common 5 | SHORT | Enforce tasks max
              Deprecated. Whether a connector that makes more tasks than tasks.max fails; with false it may.
            key.converter | CLASS | - | LOW | Common 6 | SHORT | Key converter class
              The key converter plugin of this connector; the worker's when not set. Keys that start with
              'key.converter.' are passed to it.
            key.converter.plugin.version | STRING | - | LOW | Common 7 | SHORT | Key converter version
              Version of the key converter: a Maven version, a range, or 'latest'.
            value.converter | CLASS | - | LOW | Common 8 | SHORT | Value converter class
              The value converter plugin of this connector; the worker's when not set. Keys that start with
              'value.converter.' are passed to it.
            value.converter.plugin.version | STRING | - | LOW | Common 9 | SHORT | Value converter version
              Version of the value converter: a Maven version, a range, or 'latest'.
            header.converter | CLASS | - | LOW | Common 10 | SHORT | Header converter class
              The header converter plugin of this connector; the worker's when not set. Keys that start with
              'header.converter.' are passed to it.
            header.converter.plugin.version | STRING | - | LOW | Common 11 | SHORT | Header converter version
              Version of the header converter: a Maven version, a range, or 'latest'.
            transforms | LIST | "" | LOW | Transforms 12 | LONG | Transforms
              Names of the transforms that records go through, in order; each is set up by transforms.<name>.* keys.
            predicates | LIST | "" | LOW | Predicates 13 | LONG | Predicates
              Names of the predicates that transforms refer to; each is set up by predicates.<name>.* keys.
            config.action.reload | STRING | restart | LOW | Common 14 | MEDIUM | Reload Action
              What happens when a variable's provider says that a value expires: 'restart' restarts the connector at that
              time with the new value, 'none' goes on with the old one.
            errors.retry.timeout | LONG | 0 | MEDIUM | Error Handling 1 | MEDIUM | Retry Timeout for Errors
              How long a failed operation is tried again, in ms; 0 not at all, -1 without end.
            errors.retry.delay.max.ms | LONG | 60000 | MEDIUM | Error Handling 2 | MEDIUM | \
            Maximum Delay Between Retries for Errors
              Longest pause between two attempts, in ms. Pauses that would be longer get a random length below it.
            errors.tolerance | STRING | none | MEDIUM | Error Handling 3 | SHORT | Error Tolerance
              With 'none' the first record that fails makes its task fail; with 'all' such records are skipped.
            errors.log.enable | BOOLEAN | false | MEDIUM | Error Handling 4 | SHORT | Log Errors
              Whether each failure is logged with the operation and what failed, tolerated ones included.
            errors.log.include.messages | BOOLEAN | false | MEDIUM | Error Handling 5 | SHORT | Log Error Details
              Whether a logged failure also shows which record it was. May write data into the log.""";

    private ConnectorKeys() {}

    /** A new definition of the keys that sources and sinks have in common. */
    public static ConfigDef definition(FrameworkDefaults defaults) {
        KeyTable table = new KeyTable(TABLE)
                .rule(NAME, ConfigDef.NonEmptyStringWithoutControlChars.nonEmptyStringWithoutControlChars())
                .rule(CONNECTOR_VERSION, new PluginVersionRule())
                .defaultValue(CONNECTOR_VERSION, defaults.connectorVersion())
                .recommend(CONNECTOR_VERSION, defaults.recommendConnectorVersion())
                .rule(TASKS_MAX, Range.atLeast(1))
                .rule(TRANSFORMS, uniqueAliases("transformation aliases"))
                .rule(PREDICATES, uniqueAliases("predicate aliases"))
                .rule(RELOAD_ACTION, ValidString.in("none", "restart"))
                .rule(ERRORS_TOLERANCE, ValidString.in("none", "all"));
        converter(table, WorkerKeys.KEY_CONVERTER, "Converter", defaults.key());
        converter(table, WorkerKeys.VALUE_CONVERTER, "Converter", defaults.value());
        converter(table, WorkerKeys.HEADER_CONVERTER, "HeaderConverter", defaults.header());
        return table.defineIn(new ConfigDef());
    }

    private static void converter(KeyTable table, String key, String type, FrameworkDefaults.Converter defaults) {
        String version = WorkerKeys.version(key);
        Validator shown = CompositeValidator.of(
                new Shown("A concrete subclass of org.apache.kafka.connect.storage." + type),
                new Shown("A class with a public, no-argument constructor"));
        table.type(key, defaults.keyType())
                .rule(key, shown)
                .defaultValue(key, defaults.className())
                .recommend(key, defaults.recommendClass())
                .rule(version, new PluginVersionRule())
                .defaultValue(version, defaults.version())
                .recommend(version, defaults.recommendVersion());
    }

    static Validator uniqueAliases(String what) {
        return CompositeValidator.of(
                new NonNullValidator(),
                LambdaValidator.with(
                        (name, value) -> {
                            List<?> aliases = (List<?>) value;
                            if (new HashSet<>(aliases).size() < aliases.size()) {
                                throw new ConfigException(name, value, "Duplicate alias provided.");
                            }
                        },
                        () -> "unique " + what));
    }

    /** A rule that is only shown: whether a plugin exists and can be made is found out where it is looked up. */
    private record Shown(String rule) implements Validator {

        @Override
        public void ensureValid(String name, @Nullable Object value) {
            // Checked against the plugins that are there, not against the class path.
        }

        @Override
        public String toString() {
            return rule;
        }
    }
}
