package io.penstock.core.config;

/**
 * How many failures {@code errors.tolerance=all} tolerates before it fails the task all the same.
 *
 * @param rate part of the window that may fail, from 0 to 1; 1 for all ({@code errors.tolerance.rate})
 * @param window how many of the last records the rate is about ({@code errors.tolerance.rate.window})
 * @param maxConsecutive how many records in a row may fail, negative for any number ({@code
 *     errors.tolerance.max.consecutive})
 */
public record FloodLimits(double rate, int window, int maxConsecutive) {

    /** Everything is tolerated, as by Apache's worker. */
    public static final FloodLimits NONE = new FloodLimits(1, 10_000, -1);
}
