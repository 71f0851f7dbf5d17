package io.penstock.rest.model.offset;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.offset.ConnectorOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The offsets of a connector (KIP-875), as they are read and as they are to be changed.
 *
 * @param offsets one entry for each partition; null in a request that leaves the field out
 */
public record OffsetsView(@JsonProperty("offsets") @Nullable List<@Nullable Entry> offsets) {

    /**
     * One partition.
     *
     * @param partition null in a request that leaves the field out
     * @param offset null to forget the partition
     */
    public record Entry(
            @JsonProperty("partition") @Nullable Map<String, ?> partition,
            @JsonProperty("offset") @Nullable Map<String, ?> offset) {}

    /** The wire form of offsets. */
    public static OffsetsView of(List<ConnectorOffset> offsets) {
        return new OffsetsView(offsets.stream()
                .map(offset -> new Entry(offset.partition(), offset.offset()))
                .toList());
    }
}
