package io.penstock.core.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.jspecify.annotations.Nullable;

/** The two things that a worker asks of an admin client: does a topic exist, and create it. Thread-safe. */
public final class FakeAdmin {

    public final Set<String> existing = ConcurrentHashMap.newKeySet();
    public final List<NewTopic> created = new ArrayList<>();
    public @Nullable RuntimeException describeFailure;
    public @Nullable RuntimeException createFailure;
    public int describes;

    public Admin client() {
        return (Admin) Proxy.newProxyInstance(
                FakeAdmin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, args) -> {
                    try {
                        return switch (method.getName()) {
                            case "describeTopics" -> describe((Collection<?>) args[0]);
                            case "createTopics" -> create((Collection<?>) args[0]);
                            case "close" -> null;
                            default -> throw new UnsupportedOperationException(method.getName());
                        };
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new InvocationTargetException(e);
                    }
                });
    }

    private synchronized DescribeTopicsResult describe(Collection<?> topics) {
        describes++;
        Map<String, KafkaFuture<TopicDescription>> answers = new HashMap<>();
        for (Object topic : topics) {
            var answer = new KafkaFutureImpl<TopicDescription>();
            if (describeFailure != null) {
                answer.completeExceptionally(describeFailure);
            } else if (existing.contains(topic)) {
                answer.complete(new TopicDescription((String) topic, false, List.of()));
            } else {
                answer.completeExceptionally(new UnknownTopicOrPartitionException("no " + topic));
            }
            answers.put((String) topic, answer);
        }
        return new DescribeTopicsResult(null, answers) {};
    }

    private synchronized CreateTopicsResult create(Collection<?> topics) {
        Map<String, KafkaFuture<CreateTopicsResult.TopicMetadataAndConfig>> answers = new HashMap<>();
        for (Object asked : topics) {
            NewTopic topic = (NewTopic) asked;
            var answer = new KafkaFutureImpl<CreateTopicsResult.TopicMetadataAndConfig>();
            if (createFailure != null) {
                answer.completeExceptionally(createFailure);
            } else if (existing.add(topic.name())) {
                created.add(topic);
                answer.complete(null);
            } else {
                answer.completeExceptionally(new TopicExistsException("there is " + topic.name()));
            }
            answers.put(topic.name(), answer);
        }
        return new CreateTopicsResult(answers) {};
    }
}
