package io.penstock.core.pipeline.convert;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Timestamps of records (Apache: {@code ConnectUtils.checkAndConvertTimestamp}). */
final class Timestamps {

    private Timestamps() {}

    /** The timestamp, or null when there is none. */
    static @Nullable Long checked(@Nullable Long timestamp) {
        if (timestamp == null || timestamp >= 0) {
            return timestamp;
        }
        if (timestamp == ConsumerRecord.NO_TIMESTAMP) {
            return null;
        }
        throw new ConnectException("Invalid record timestamp " + timestamp
                + ": it must be a number of milliseconds since 1970, or " + ConsumerRecord.NO_TIMESTAMP + " for none");
    }
}
