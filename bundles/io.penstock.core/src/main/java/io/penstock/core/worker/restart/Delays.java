package io.penstock.core.worker.restart;

import io.penstock.core.config.RestartSettings;

/**
 * How long to wait before a restart: the initial delay, multiplied for each restart that did not help, never beyond the
 * maximum, and shortened at random so that what failed together does not come back together. As it is only ever shortened
 * the maximum holds, and waits are spread at the maximum too. All arithmetic saturates. Pure.
 */
final class Delays {

    private Delays() {}

    /**
     * The wait in ms, at least 1.
     *
     * @param attempt number of the restart, from 1
     * @param random from 0 to below 1
     */
    static long before(int attempt, RestartSettings settings, double random) {
        // Infinite for late attempts, which the minimum takes care of.
        double grown = (double) settings.initialDelayMs() * Math.pow(settings.multiplier(), Math.max(0, attempt - 1));
        double capped = Math.min(grown, (double) settings.maxDelayMs());
        return Math.max(1, Math.round(capped * (1 - settings.jitter() * random)));
    }
}
