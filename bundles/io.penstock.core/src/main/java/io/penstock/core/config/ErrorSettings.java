package io.penstock.core.config;

/**
 * {@code errors.*} of a connector.
 *
 * @param retryTimeoutMs how long a retriable failure is tried again, 0 not at all, negative for ever
 * @param retryDelayMaxMs upper bound of the delay between two attempts
 * @param tolerateAll whether records that fail are skipped
 * @param log whether failures are logged
 * @param logMessages whether the log shows the record's coordinates
 * @param limits what ends the tolerance
 * @param isolateAttempts how often {@code put()} may be called to find the records of a batch that it fails on, 0 when
 *     they are not looked for ({@code errors.put.isolate}, {@code errors.put.isolate.max.attempts})
 */
public record ErrorSettings(
        long retryTimeoutMs,
        long retryDelayMaxMs,
        boolean tolerateAll,
        boolean log,
        boolean logMessages,
        FloodLimits limits,
        int isolateAttempts) {}
