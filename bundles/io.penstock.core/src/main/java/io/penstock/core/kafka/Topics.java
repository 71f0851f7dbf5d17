package io.penstock.core.kafka;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and creates topics (Apache: {@code TopicAdmin}). Blocks until the cluster has answered; failures that may pass
 * are {@link RetriableException}, others {@link ConnectException}. Does not close the client.
 */
public final class Topics {

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

    private final Admin admin;

    /** Works through this client. */
    public Topics(Admin admin) {
        this.admin = admin;
    }

    /** Whether the topic exists. */
    public boolean exists(String topic) {
        try {
            get(admin.describeTopics(List.of(topic)).allTopicNames());
            return true;
        } catch (ExecutionException e) {
            Throwable cause = cause(e);
            if (cause instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            if (cause instanceof UnsupportedVersionException) {
                LOG.debug("The brokers cannot describe topic '{}'", topic, cause);
                return false;
            }
            throw failure("find out whether topic '" + topic + "' exists", cause);
        }
    }

    /** How many partitions the topic has, 0 when it does not exist. */
    public int partitions(String topic) {
        return describe(topic).map(described -> described.partitions().size()).orElse(0);
    }

    /** What tells the topic from one that had its name before; empty when it does not exist. */
    public Optional<Uuid> id(String topic) {
        return describe(topic).map(TopicDescription::topicId);
    }

    private Optional<TopicDescription> describe(String topic) {
        KafkaFuture<TopicDescription> asked =
                admin.describeTopics(List.of(topic)).topicNameValues().get(topic);
        try {
            return asked == null ? Optional.empty() : Optional.of(asked.get());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            Throwable cause = cause(e);
            if (cause instanceof UnknownTopicOrPartitionException || cause instanceof InvalidTopicException) {
                return Optional.empty();
            }
            throw failure("look up topic '" + topic + "'", cause);
        }
    }

    /** Creates the topic unless it exists by now; tells whether it did. */
    public boolean create(NewTopic topic) {
        try {
            get(admin.createTopics(List.of(topic)).all());
            return true;
        } catch (ExecutionException e) {
            Throwable cause = cause(e);
            if (cause instanceof TopicExistsException) {
                return false;
            }
            throw failure("create topic '" + topic.name() + "' (" + topic + ")", cause);
        }
    }

    private static void get(KafkaFuture<?> future) throws ExecutionException {
        try {
            future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Throwable cause(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? e : cause;
    }

    private static ConnectException failure(String what, Throwable cause) {
        if (cause instanceof org.apache.kafka.common.errors.RetriableException) {
            return new RetriableException("Could not " + what + ": " + cause.getMessage(), cause);
        }
        String hint = cause instanceof TopicAuthorizationException || cause instanceof ClusterAuthorizationException
                ? "; allow the connector's admin client to describe and create topics, or create the topic beforehand"
                : "";
        return new ConnectException("Could not " + what + ": " + cause.getMessage() + hint, cause);
    }
}
