package io.penstock.core.task.ledger;

import io.penstock.core.task.ledger.Lane.Counts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says up to which source offset of each source partition everything is safe (I1; Apache: {@code SubmittedRecords}).
 *
 * <p>{@link #open} belongs to the task's thread and takes no lock for a record; tickets are settled on any thread; all
 * else is thread-safe and is done once per batch or flush.
 */
public final class SourceLedger {

    /** Above this, lanes with nothing on its way are forgotten: a connector may have a partition per file. */
    private static final int REMEMBERED = 1000;

    private final Object lock = new Object();
    private final Map<@Nullable Map<String, ?>, Lane> lanes = new HashMap<>();
    private final List<Lane> busy = new ArrayList<>();
    private final Counts total = new Counts();
    private Map<Map<String, ?>, @Nullable Map<String, ?>> committable = new LinkedHashMap<>();
    private volatile long opened;
    private @Nullable Map<String, ?> lastPartition;
    private @Nullable Lane lastLane;

    /** Puts a ticket behind all those of its source partition. The task's thread only. */
    public void open(@Nullable Map<String, ?> partition, Ticket ticket) {
        Lane lane = lane(partition);
        lane.append(ticket);
        if (!lane.busy) {
            lane.busy = true;
            synchronized (lock) {
                busy.add(lane);
            }
        }
    }

    /** The task has returned so many records, whose tickets are opened next; the task's thread only. */
    public void batch(int records) {
        long before = opened;
        opened = before + records;
        // Within a batch one map stays one partition; between two, the task may have written into it.
        lastPartition = null;
    }

    /** Moves past what is settled. */
    public void settle() {
        synchronized (lock) {
            for (Lane lane : busy) {
                advance(lane);
            }
        }
    }

    /** As {@link #settle}, and lets go of lanes with nothing on its way. The task's thread only. */
    public void tidy() {
        synchronized (lock) {
            for (int i = busy.size() - 1; i >= 0; i--) {
                Lane lane = busy.get(i);
                advance(lane);
                if (lane.idle()) {
                    lane.busy = false;
                    busy.set(i, busy.get(busy.size() - 1));
                    busy.remove(busy.size() - 1);
                    if (lanes.size() > REMEMBERED && lane != lastLane) {
                        lanes.remove(lane.partition);
                    }
                }
            }
        }
    }

    /** Takes the offsets that became safe since the last call; a null offset is one that the task gave. */
    public Map<Map<String, ?>, @Nullable Map<String, ?>> takeCommittable() {
        synchronized (lock) {
            settle();
            Map<Map<String, ?>, @Nullable Map<String, ?>> taken = committable;
            committable = new LinkedHashMap<>();
            return taken;
        }
    }

    /** Gives offsets back that could not be committed; newer ones win. */
    public void giveBack(Map<Map<String, ?>, @Nullable Map<String, ?>> offsets) {
        synchronized (lock) {
            offsets.forEach((partition, offset) -> {
                if (!committable.containsKey(partition)) {
                    committable.put(partition, offset);
                }
            });
        }
    }

    /** How many records were acknowledged so far, counted in order. */
    public long acked() {
        synchronized (lock) {
            return total.acked;
        }
    }

    /** How many records are on their way. */
    public long active() {
        synchronized (lock) {
            return Math.max(0, opened - total.acked - total.skipped);
        }
    }

    /** Whether the fate of some record is still unknown. */
    public boolean waiting() {
        synchronized (lock) {
            settle();
            return busy.stream().anyMatch(Lane::waiting);
        }
    }

    /** How many records are on their way in how many source partitions, for people. */
    @Override
    public String toString() {
        synchronized (lock) {
            return active() + " records on their way in " + busy.size() + " source partitions";
        }
    }

    private void advance(Lane lane) {
        if (lane.advance(total) && lane.partition != null) {
            committable.put(lane.partition, lane.offset());
        }
    }

    private Lane lane(@Nullable Map<String, ?> partition) {
        Lane last = lastLane;
        // Connectors mostly use one map for all records, or make equal ones in a row.
        if (last != null
                && ((partition != null && partition == lastPartition) || Objects.equals(partition, last.partition))) {
            lastPartition = partition;
            return last;
        }
        Lane lane;
        synchronized (lock) {
            lane = lanes.get(partition);
            if (lane == null) {
                Map<String, ?> copy = partition == null ? null : new LinkedHashMap<>(partition);
                lane = new Lane(copy);
                lanes.put(copy, lane);
            }
        }
        lastPartition = partition;
        lastLane = lane;
        return lane;
    }
}
