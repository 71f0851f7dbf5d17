package io.penstock.core.config.key;

import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;

/** A name that Kafka takes for a topic, or nothing. */
final class TopicNameRule implements Validator {

    @Override
    public void ensureValid(String name, Object value) {
        if (value instanceof String topic && !topic.isBlank()) {
            try {
                Topic.validate(topic.trim());
            } catch (InvalidTopicException e) {
                throw new ConfigException(name, value, "It is no name of a topic: " + e.getMessage());
            }
        }
    }

    @Override
    public String toString() {
        return "a topic's name";
    }
}
