package io.penstock.itests.architecture.probe;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.utils.Utils;

/** Writes a batch with every codec and reads it again: by codec, the text read and the size of the batch. */
public final class CompressionProbe implements Callable<Map<String, Map.Entry<String, Integer>>> {

    /** What is written: repetitive, so that every codec makes it smaller. */
    public static final String TEXT = "water into the turbine ".repeat(500);

    /** Made by the test through the framework. */
    public CompressionProbe() {}

    @Override
    public Map<String, Map.Entry<String, Integer>> call() {
        Map<String, Map.Entry<String, Integer>> results = new TreeMap<>();
        for (CompressionType type : CompressionType.values()) {
            MemoryRecords batch = MemoryRecords.withRecords(
                    Compression.of(type).build(), new SimpleRecord(TEXT.getBytes(StandardCharsets.UTF_8)));
            StringBuilder read = new StringBuilder();
            for (Record record : batch.records()) {
                read.append(Utils.utf8(record.value()));
            }
            results.put(type.name, Map.entry(read.toString(), batch.sizeInBytes()));
        }
        return results;
    }
}
