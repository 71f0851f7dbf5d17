package io.penstock.itests.distribution.harness;

import java.util.BitSet;

/** Which numbers of a sequence have arrived, and how many of them more than once. */
public final class Sequence {

    private final BitSet seen = new BitSet();
    private final BitSet repeated = new BitSet();
    private long duplicates;

    public void add(int number) {
        if (seen.get(number)) {
            duplicates++;
            repeated.set(number);
        }
        seen.set(number);
    }

    public boolean contains(int number) {
        return seen.get(number);
    }

    /** How many different numbers have arrived. */
    public int distinct() {
        return seen.cardinality();
    }

    /** How many arrivals were not the first of their number. */
    public long duplicates() {
        return duplicates;
    }

    public boolean isRepeated(int number) {
        return repeated.get(number);
    }

    /** True when exactly the numbers from 0 to {@code count - 1} have arrived. */
    public boolean isComplete(int count) {
        return seen.nextClearBit(0) == count && seen.length() == count;
    }

    @Override
    public String toString() {
        return distinct() + " distinct, first missing " + seen.nextClearBit(0) + ", last " + (seen.length() - 1) + ", "
                + duplicates + " duplicates";
    }
}
