package io.penstock.connect.datagen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** The records of some slices that were not made yet, in the order of their numbers. Not thread-safe. */
final class RecordStream {

    private final Slices slices;
    private final Generator generator;
    private final long count;
    private final int[] mine;
    private final long[] positions;
    private final List<Map<String, Object>> partitions;

    /**
     * @param mine the slices
     * @param positions how many records of each of them were made before
     * @param count how many records all slices have together
     */
    RecordStream(Slices slices, Generator generator, long count, List<Integer> mine, long[] positions) {
        this.slices = slices;
        this.generator = generator;
        this.count = count;
        this.mine = mine.stream().mapToInt(Integer::intValue).toArray();
        this.positions = positions.clone();
        this.partitions = slices.partitions(mine);
    }

    /** The next records, up to so many; fewer or none at the end. */
    List<SourceRecord> next(int max) {
        List<SourceRecord> records = new ArrayList<>(max);
        while (records.size() < max) {
            int turn = turn();
            if (turn < 0) {
                break;
            }
            long number = slices.number(mine[turn], positions[turn]);
            positions[turn]++;
            records.add(generator.record(number, partitions.get(turn), Slices.offset(positions[turn])));
        }
        return records;
    }

    /** Whether every record of the slices was made. */
    boolean exhausted() {
        return turn() < 0;
    }

    /**
     * The slice whose next record has the smallest number, or -1 at the end. Slices that fell behind, as those of a task
     * that was killed, so catch up first.
     */
    private int turn() {
        int turn = -1;
        long smallest = count;
        for (int i = 0; i < mine.length; i++) {
            long number = slices.number(mine[i], positions[i]);
            if (number < smallest) {
                smallest = number;
                turn = i;
            }
        }
        return turn;
    }
}
