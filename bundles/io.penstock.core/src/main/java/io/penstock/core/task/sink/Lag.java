package io.penstock.core.task.sink;

import io.penstock.core.task.sink.OffsetCommits.Meters;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a sink task is behind, as the consumer knows it without asking the brokers. Looked up on the task's thread at
 * most once a second, read by anybody.
 */
final class Lag {

    private static final long EVERY_MS = 1000;

    private final Consumer<byte[], byte[]> consumer;
    private final Positions positions;
    private final Meters meters;
    private volatile double max = Double.NaN;
    private long nextLook;

    Lag(Consumer<byte[], byte[]> consumer, Positions positions, Meters meters) {
        this.consumer = consumer;
        this.positions = positions;
        this.meters = meters;
        meters.sink().lag(() -> max);
    }

    void update() {
        long now = meters.clock().millis();
        if (now < nextLook) {
            return;
        }
        nextLook = now + EVERY_MS;
        double found = Double.NaN;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong behind = consumer.currentLag(partition);
            if (behind.isPresent()) {
                double records = (double) (behind.getAsLong() + positions.inHand(partition));
                found = Double.isNaN(found) ? records : Math.max(found, records);
            }
        }
        max = found;
    }
}
