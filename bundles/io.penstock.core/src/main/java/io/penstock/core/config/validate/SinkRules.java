package io.penstock.core.config.validate;

import io.penstock.core.config.connector.Chain;
import io.penstock.core.config.key.ConnectorKeys;
import io.penstock.core.config.key.ExtensionKeys;
import io.penstock.core.config.key.SinkKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigValue;

/** Rules between the keys of a sink connector (Apache: {@code SinkConnectorConfig.validate}, {@code DistributedHerder}). */
final class SinkRules {

    private static final String GROUP_OVERRIDE = ConnectorKeys.CONSUMER_OVERRIDE + "group.id";

    private SinkRules() {}

    /** Adds what is wrong to the values. */
    static void check(Map<String, String> config, Optional<String> workerGroup, Map<String, ConfigValue> values) {
        String regex = text(config, SinkKeys.TOPICS_REGEX);
        boolean listed = !text(config, SinkKeys.TOPICS).isEmpty();
        if (listed != regex.isEmpty()) {
            String problem = listed
                    ? "topics and topics.regex exclude each other, but both are set. Remove one of them"
                    : "Neither topics nor topics.regex is set, so there is nothing to read. Set one of them";
            error(config, SinkKeys.TOPICS, problem, values);
            error(config, SinkKeys.TOPICS_REGEX, problem, values);
        }
        checkDeadLetters(config, regex, values);
        checkAudit(config, regex, values);
        workerGroup.ifPresent(group -> checkGroup(config, group, values));
    }

    private static void checkDeadLetters(Map<String, String> config, String regex, Map<String, ConfigValue> values) {
        String dlq = text(config, SinkKeys.DLQ_TOPIC);
        if (dlq.isEmpty()) {
            return;
        }
        List<String> topics = Chain.aliases(config, SinkKeys.TOPICS);
        if (topics.contains(dlq)) {
            error(
                    config,
                    SinkKeys.TOPICS,
                    "The dead letter topic '" + dlq + "' (" + SinkKeys.DLQ_TOPIC + ") is among the topics that the"
                            + " connector reads (" + SinkKeys.TOPICS + "=" + topics
                            + "), so it would read its own dead letters. Take it out or name another one",
                    values);
        }
        if (!regex.isEmpty() && matches(regex, dlq)) {
            error(
                    config,
                    SinkKeys.TOPICS_REGEX,
                    "The dead letter topic '" + dlq + "' (" + SinkKeys.DLQ_TOPIC + ") matches " + SinkKeys.TOPICS_REGEX
                            + "=" + regex + ", so the connector would read its own dead letters. Name another topic or"
                            + " narrow the expression",
                    values);
        }
    }

    /** Only a topic that is named here; a name that is derived from another must not make a configuration invalid. */
    private static void checkAudit(Map<String, String> config, String regex, Map<String, ConfigValue> values) {
        String audit = text(config, ExtensionKeys.AUDIT_TOPIC);
        boolean isRead = Chain.aliases(config, SinkKeys.TOPICS).contains(audit) || matches(regex, audit);
        if (!audit.isEmpty() && isRead) {
            error(
                    config,
                    ExtensionKeys.AUDIT_TOPIC,
                    "The topic for the audit of replays '" + audit + "' is among those that the connector reads. Name"
                            + " another one",
                    values);
        }
    }

    private static void checkGroup(Map<String, String> config, String workerGroup, Map<String, ConfigValue> values) {
        String own = config.get(GROUP_OVERRIDE);
        String group = own != null ? own.trim() : "connect-" + text(config, ConnectorKeys.NAME);
        if (group.equals(workerGroup)) {
            error(
                    config,
                    own != null ? GROUP_OVERRIDE : ConnectorKeys.NAME,
                    "Consumer group " + group + " is the group of the workers themselves (group.id). "
                            + (own != null ? "Choose another group" : "Choose another name"),
                    values);
        }
    }

    private static boolean matches(String regex, String topic) {
        try {
            return Pattern.matches(regex, topic);
        } catch (PatternSyntaxException e) {
            // Reported with the key itself.
            return false;
        }
    }

    private static void error(Map<String, String> config, String key, String message, Map<String, ConfigValue> values) {
        values.computeIfAbsent(key, name -> {
                    ConfigValue value = new ConfigValue(name);
                    value.value(config.get(name));
                    return value;
                })
                .addErrorMessage(message);
    }

    private static String text(Map<String, String> config, String key) {
        String value = config.get(key);
        return value == null ? "" : value.trim();
    }
}
