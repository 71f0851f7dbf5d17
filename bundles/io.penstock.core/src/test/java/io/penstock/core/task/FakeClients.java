package io.penstock.core.task;

import io.penstock.core.kafka.FakeAdmin;
import io.penstock.core.kafka.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Mock clients by client id. Thread-safe. */
public final class FakeClients implements KafkaClients {

    public final Map<String, MockProducer<byte[], byte[]>> producers = new ConcurrentHashMap<>();
    public final FakeAdmin admin = new FakeAdmin();
    public volatile boolean answer = true;
    public volatile @Nullable PatientConsumer consumer;

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> config) {
        var producer = new MockProducer<>(answer, null, new ByteArraySerializer(), new ByteArraySerializer());
        producers.put((String) config.get("client.id"), producer);
        return producer;
    }

    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        var made = new PatientConsumer();
        consumer = made;
        return made;
    }

    @Override
    public Admin admin(Map<String, Object> config) {
        return admin.client();
    }

    /** A consumer that does not come back from a poll at once when it has nothing, as a real one does not. */
    public static final class PatientConsumer extends MockConsumer<byte[], byte[]> {

        PatientConsumer() {
            super("earliest");
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            if (records.isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
            return records;
        }
    }
}
