package io.penstock.core.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A group of {@code topic.creation.*} (KIP-158).
 *
 * @param name the group's name, {@code default} for the last one
 * @param include topics that belong to it
 * @param exclude topics that do not, though included
 * @param partitions number of partitions, -1 for the broker's default
 * @param replicationFactor number of replicas, -1 for the broker's default
 * @param topicConfig further settings of the topic
 */
public record TopicCreationGroup(
        String name,
        List<Pattern> include,
        List<Pattern> exclude,
        int partitions,
        short replicationFactor,
        Map<String, String> topicConfig) {

    /** Whether a topic is created by this group's rules. */
    public boolean matches(String topic) {
        return include.stream().anyMatch(p -> p.matcher(topic).matches())
                && exclude.stream().noneMatch(p -> p.matcher(topic).matches());
    }
}
