package io.penstock.connect.datagen.dataset;

import java.util.List;

/**
 * Random numbers that are a function of a seed and a position rather than of what was drawn before. A task that starts
 * again in the middle therefore makes the very records that it made the first time.
 *
 * <p>The algorithm is SplitMix64 (Steele, Lea, Flood 2014), written out here because the JDK does not promise that its
 * own generators give the same numbers in every release. Not thread-safe.
 */
public final class Draw {

    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private final long key;
    private long state;

    public Draw(long seed) {
        key = mix(seed + GAMMA);
    }

    /** Goes to the numbers of one position; different streams at the same position have nothing in common. */
    public void moveTo(int stream, long position) {
        // One after the other: seed, stream and position must not be able to cancel each other out.
        state = mix(mix(key + stream) + position * GAMMA);
    }

    /** The next 64 bits. */
    public long next() {
        state += GAMMA;
        return mix(state);
    }

    /** Evenly from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** From 0 to {@code bound - 1}, low numbers more often than high ones: a few customers order most of the goods. */
    public int skewed(int bound) {
        return (int) ((long) below(bound) * below(bound) / bound);
    }

    /** True once in so many times. */
    public boolean oneIn(int times) {
        return below(times) == 0;
    }

    /** Any of these. */
    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
