package io.penstock.benchmark.errors;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/** A worker's way from what its consumer returned to what its sink task gets. */
interface RecordPath extends AutoCloseable {

    /** Converts and transforms a batch. */
    List<SinkRecord> process(List<ConsumerRecord<byte[], byte[]>> consumed);

    @Override
    void close();
}
