package io.penstock.api.offset;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a connector has come in one partition, in the shape of KIP-875: for a source connector its own source
 * partition and offset; for a sink connector {@code {"kafka_topic", "kafka_partition"}} and {@code {"kafka_offset"}}.
 *
 * @param partition never empty; values are primitives, nested maps or lists as JSON has them
 * @param offset null to forget the partition
 */
public record ConnectorOffset(
        Map<String, ?> partition, @Nullable Map<String, ?> offset) {}
