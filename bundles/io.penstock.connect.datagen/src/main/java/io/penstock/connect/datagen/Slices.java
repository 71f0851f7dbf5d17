package io.penstock.connect.datagen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * How records are split: record n is number <i>n div slices</i> of slice <i>n mod slices</i>. A slice is a source
 * partition, and how many of its records were made is the source offset. Immutable.
 *
 * @param dataset the dataset's id
 * @param total the number of slices
 */
record Slices(String dataset, int total) {

    static final String DATASET = "dataset";
    static final String SLICES = "slices";
    static final String SLICE = "slice";
    static final String POSITION = "position";

    /**
     * The source partition of a slice. The number of slices is part of it: with another number of slices a position means
     * other records, so it must not be found.
     */
    Map<String, Object> partition(int slice) {
        // In a fixed order: stores compare partitions by their serialized form.
        Map<String, Object> partition = new LinkedHashMap<>(8);
        partition.put(DATASET, dataset);
        partition.put(SLICES, total);
        partition.put(SLICE, slice);
        return Collections.unmodifiableMap(partition);
    }

    /** The source offset that says that so many records of a slice were made. */
    static Map<String, Object> offset(long position) {
        return Map.of(POSITION, position);
    }

    /** The number of a slice's record. */
    long number(int slice, long position) {
        return position * total + slice;
    }

    /** The slices of each task, as the task's setting has them. */
    List<String> deal(int maxTasks) {
        int tasks = Math.min(maxTasks, total);
        List<String> dealt = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            int first = task;
            dealt.add(IntStream.range(0, total)
                    .filter(slice -> slice % tasks == first)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(",")));
        }
        return dealt;
    }

    /**
     * The position that an offset says.
     *
     * @param offset a source offset as it comes back from the store; null for a slice that was not begun
     * @throws ConnectException if it is no offset of this connector's
     */
    long position(@Nullable Map<String, ?> offset) {
        if (offset == null) {
            return 0;
        }
        Object position = offset.get(POSITION);
        long most = Long.MAX_VALUE / total - 1;
        if (position == null || offset.size() != 1 || !isWhole(position, 0, most)) {
            throw new ConnectException("Source offset " + offset + " is none of this connector's; an offset is {\""
                    + POSITION + "\": n}, n being the number of the slice's records that are done, from 0 to " + most);
        }
        return ((Number) position).longValue();
    }

    /**
     * Checks a partition that a user wants to alter the offset of.
     *
     * @throws ConnectException if it is none of this connector's
     */
    void check(@Nullable Map<String, ?> partition) {
        boolean known = partition != null
                && partition.size() == 3
                && dataset.equals(partition.get(DATASET))
                && isWhole(partition.get(SLICES), total, total)
                && isWhole(partition.get(SLICE), 0, total - 1);
        if (!known) {
            throw new ConnectException("Source partition " + partition + " is none of this connector's; with dataset="
                    + dataset + " and slices=" + total + " they are " + partition(0) + " to " + partition(total - 1));
        }
    }

    private static boolean isWhole(@Nullable Object value, long least, long most) {
        return (value instanceof Long || value instanceof Integer)
                && ((Number) value).longValue() >= least
                && ((Number) value).longValue() <= most;
    }

    /** All partitions of these slices. */
    List<Map<String, Object>> partitions(Collection<Integer> slices) {
        return slices.stream().map(this::partition).toList();
    }
}
