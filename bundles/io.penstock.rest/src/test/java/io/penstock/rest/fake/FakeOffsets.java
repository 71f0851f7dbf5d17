package io.penstock.rest.fake;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.penstock.api.ConnectorInfo;
import io.penstock.api.ConnectorType;
import io.penstock.api.ErrorCode;
import io.penstock.api.State;
import io.penstock.api.WorkerException;
import io.penstock.api.offset.ConnectorOffset;
import io.penstock.api.offset.ConnectorOffsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Offsets in memory under the rules that the recorded worker had. */
public final class FakeOffsets implements ConnectorOffsets {

    private final FakeWorker worker;
    private final Map<String, Map<Map<String, ?>, Map<String, ?>>> offsets = new ConcurrentHashMap<>();

    public FakeOffsets(FakeWorker worker) {
        this.worker = worker;
    }

    /** An offset that is there already. */
    public FakeOffsets with(String connector, Map<String, ?> partition, Map<String, ?> offset) {
        of(connector).put(partition, offset);
        return this;
    }

    @Override
    public CompletionStage<List<ConnectorOffset>> read(String connector) {
        return answer(() -> {
            worker.connector(connector);
            return of(connector).entrySet().stream()
                    .map(entry -> new ConnectorOffset(entry.getKey(), entry.getValue()))
                    .toList();
        });
    }

    @Override
    public CompletionStage<String> alter(String connector, Map<Map<String, ?>, @Nullable Map<String, ?>> changes) {
        return answer(() -> {
            ConnectorInfo info = stopped(connector);
            changes.forEach((partition, offset) -> check(info.type(), partition, offset));
            changes.forEach((partition, offset) -> {
                if (offset == null) {
                    of(connector).remove(partition);
                } else {
                    of(connector).put(new TreeMap<>(partition), offset);
                }
            });
            return "The offsets for this connector have been altered successfully";
        });
    }

    @Override
    public CompletionStage<String> reset(String connector) {
        return answer(() -> {
            stopped(connector);
            of(connector).clear();
            return "The offsets for this connector have been reset successfully";
        });
    }

    private ConnectorInfo stopped(String connector) {
        ConnectorInfo info = worker.connector(connector);
        if (worker.status(connector).connector().state() != State.STOPPED) {
            throw ErrorCode.BAD_REQUEST.of(
                    "Connectors must be in the STOPPED state before their offsets can be modified."
                            + " This can be done for the specified connector by issuing a 'PUT' request to the '/connectors/"
                            + connector + "/stop' endpoint");
        }
        return info;
    }

    private static void check(ConnectorType type, Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        if (type == ConnectorType.SINK && !partition.containsKey("kafka_partition")) {
            throw ErrorCode.BAD_REQUEST.of("The partition for a sink connector offset must contain the keys"
                    + " 'kafka_topic' and 'kafka_partition'");
        }
        if (offset != null && offset.get("position") instanceof String) {
            throw ErrorCode.BAD_REQUEST.of(
                    "The value for the 'position' key in the offset is expected to be a Long value");
        }
    }

    private Map<Map<String, ?>, Map<String, ?>> of(String connector) {
        return offsets.computeIfAbsent(connector, name -> new LinkedHashMap<>());
    }

    private static <T> CompletionStage<T> answer(Supplier<T> order) {
        try {
            return completedFuture(order.get());
        } catch (WorkerException e) {
            return failedFuture(e);
        }
    }
}
