package io.penstock.core.worker.compose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * A sink whose task remembers what it was given, refuses values that begin with {@code poison}, reports those that begin with
 * {@code report}, and has whatever quirk its configuration gives it: {@code again} asks twice for the first records, {@code
 * holds} confirms nothing, {@code silent} names no offsets.
 */
public final class QuirkySinkConnector extends SinkConnector {

    /** What tasks have kept, by connector. */
    static final Map<String, Queue<String>> KEPT = new ConcurrentHashMap<>();

    private Map<String, String> config = Map.of();

    static Queue<String> kept(String connector) {
        return KEPT.computeIfAbsent(connector, name -> new ConcurrentLinkedQueue<>());
    }

    @Override
    public void start(Map<String, String> props) {
        config = props;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return QuirkyTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(config);
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public String version() {
        return "1";
    }

    /** The task. */
    public static final class QuirkyTask extends SinkTask {

        private String name = "";
        private String quirk = "";
        private int asked;
        private int open;

        @Override
        public void start(Map<String, String> props) {
            name = props.get("name");
            quirk = props.getOrDefault("quirk", "");
        }

        @Override
        public void open(Collection<TopicPartition> partitions) {
            open += partitions.size();
        }

        @Override
        public void put(Collection<SinkRecord> records) {
            if (quirk.equals("again") && !records.isEmpty() && asked++ < 2) {
                throw new RetriableException("the database is away");
            }
            List<String> values = new ArrayList<>();
            for (SinkRecord record : records) {
                String value = String.valueOf(record.value());
                if (open == 0
                        || !context.assignment()
                                .contains(new TopicPartition(record.topic(), record.kafkaPartition()))) {
                    throw new ConnectException("given a record of a partition that is not assigned");
                }
                if (value.startsWith("poison")) {
                    throw new ConnectException("cannot take " + value);
                }
                if (value.startsWith("report")) {
                    var unused = context.errantRecordReporter().report(record, new DataException("odd " + value));
                } else {
                    values.add(value);
                }
            }
            kept(name).addAll(values);
        }

        @Override
        public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (quirk.equals("silent")) {
                return Map.of();
            }
            if (quirk.equals("holds")) {
                Map<TopicPartition, OffsetAndMetadata> none = new HashMap<>();
                offsets.keySet().forEach(partition -> none.put(partition, new OffsetAndMetadata(0)));
                return none;
            }
            return offsets;
        }

        @Override
        public void stop() {}

        @Override
        public String version() {
            return "1";
        }
    }
}
