package io.penstock.core.task.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds the consumer offsets of failed records back until their reports are acknowledged (I1). Thread-safe; costs
 * nothing for records that do not fail.
 */
public final class DeadLetterLedger {

    private final Map<TopicPartition, List<Claim>> claims = new HashMap<>();

    /** The claim of one failed record on its partition's offset; settled once. */
    public final class Claim {

        private final TopicPartition partition;
        private final long offset;
        private boolean lost;

        private Claim(TopicPartition partition, long offset) {
            this.partition = partition;
            this.offset = offset;
        }

        /** The report is safe. */
        public void settle() {
            synchronized (claims) {
                List<Claim> open = claims.get(partition);
                if (open != null && open.remove(this) && open.isEmpty()) {
                    claims.remove(partition);
                }
                claims.notifyAll();
            }
        }

        /** The report will never be safe: no offset moves past the record, and nobody waits for it any longer. */
        public void lose() {
            synchronized (claims) {
                lost = true;
                claims.notifyAll();
            }
        }
    }

    /** Claims the offset of a failed record. */
    public Claim open(TopicPartition partition, long offset) {
        var claim = new Claim(partition, offset);
        synchronized (claims) {
            claims.computeIfAbsent(partition, p -> new ArrayList<>()).add(claim);
        }
        return claim;
    }

    /**
     * The offset that may be committed where the task says {@code offset}: not past the first claim, and none that is new
     * while there is a claim on a partition that is not the task's own. Such a record the task has made itself, and which
     * of those that it consumed it stands for, nobody knows.
     *
     * @param own the task's partitions
     * @return negative when no new offset may be committed
     */
    public long cap(TopicPartition partition, long offset, Set<TopicPartition> own) {
        synchronized (claims) {
            if (!own.containsAll(claims.keySet())) {
                return -1;
            }
            long cap = offset;
            for (Claim claim : claims.getOrDefault(partition, List.of())) {
                cap = Math.min(cap, claim.offset);
            }
            return cap;
        }
    }

    /**
     * Waits until no claim on these partitions is open, nor on any that is not the task's own; false when the time was not
     * enough or a report was lost.
     */
    public boolean await(Collection<TopicPartition> partitions, Set<TopicPartition> own, long timeoutMs)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        synchronized (claims) {
            while (true) {
                List<Claim> open = claims.entrySet().stream()
                        .filter(of -> partitions.contains(of.getKey()) || !own.contains(of.getKey()))
                        .flatMap(of -> of.getValue().stream())
                        .toList();
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (open.isEmpty()) {
                    return true;
                }
                if (left <= 0 || open.stream().allMatch(c -> c.lost)) {
                    return false;
                }
                claims.wait(left);
            }
        }
    }

    /** Forgets the claims on partitions that the task has lost; somebody else consumes these records again. */
    public void forget(Collection<TopicPartition> partitions) {
        synchronized (claims) {
            claims.keySet().removeAll(partitions);
            claims.notifyAll();
        }
    }
}
