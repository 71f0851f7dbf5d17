package io.penstock.core.task.source;

import io.penstock.core.config.TopicCreationGroup;
import io.penstock.core.kafka.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that a source task writes to by the rules of its connector (KIP-158); without rules it leaves that
 * to the broker. Looks at each topic once. Belongs to one task's thread.
 */
public final class TopicCreation {

    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);

    private final List<TopicCreationGroup> groups;
    private final Supplier<Admin> admin;
    private final Set<String> known = new HashSet<>();
    private @Nullable String last;
    private @Nullable Topics topics;

    /**
     * Takes the rules.
     *
     * @param groups in order, empty for none
     * @param admin opens the client when the first topic is to be looked at
     */
    public TopicCreation(List<TopicCreationGroup> groups, Supplier<Admin> admin) {
        this.groups = List.copyOf(groups);
        this.admin = admin;
    }

    /**
     * Makes sure that a topic exists.
     *
     * @throws org.apache.kafka.connect.errors.RetriableException when the cluster could not be asked right now
     * @throws ConnectException when the topic can neither be found nor created
     */
    public void ensure(String topic) {
        if (groups.isEmpty() || topic.equals(last)) {
            return;
        }
        if (!known.contains(topic)) {
            look(topic);
            known.add(topic);
        }
        last = topic;
    }

    private void look(String topic) {
        Topics client = topics;
        if (client == null) {
            client = new Topics(admin.get());
            topics = client;
        }
        if (client.exists(topic)) {
            LOG.debug("Topic '{}' exists", topic);
            return;
        }
        TopicCreationGroup group = groups.stream()
                .filter(g -> g.matches(topic))
                .findFirst()
                .orElseThrow(() -> new ConnectException("No group of topic.creation.groups matches topic '" + topic
                        + "' and there is no default group; set topic.creation.default.partitions and"
                        + " topic.creation.default.replication.factor"));
        boolean created = client.create(newTopic(topic, group));
        LOG.info("Topic '{}' {} by topic creation group '{}'", topic, created ? "created" : "found", group.name());
    }

    private static NewTopic newTopic(String topic, TopicCreationGroup group) {
        return new NewTopic(
                        topic,
                        group.partitions() < 0 ? Optional.empty() : Optional.of(group.partitions()),
                        group.replicationFactor() < 0 ? Optional.empty() : Optional.of(group.replicationFactor()))
                .configs(group.topicConfig());
    }
}
