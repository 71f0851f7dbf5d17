package io.penstock.core.config;

import java.util.Set;

/**
 * {@code errors.restart.*} of a connector whose {@code errors.restart.policy} is {@code backoff}.
 *
 * @param initialDelayMs wait before the first restart, at least 1
 * @param multiplier how much longer each wait is than the one before, at least 1
 * @param maxDelayMs longest wait
 * @param jitter part of a wait, 0 to 1, by which it is shortened at random at most
 * @param maxAttempts how many restarts in a row, -1 for any number
 * @param resetAfterMs how long it has to run before restarts are counted from 0 again
 * @param retriable names of exceptions that are worth a restart whatever the worker thinks of them
 * @param fatal names of exceptions that are not
 */
public record RestartSettings(
        long initialDelayMs,
        double multiplier,
        long maxDelayMs,
        double jitter,
        int maxAttempts,
        long resetAfterMs,
        Set<String> retriable,
        Set<String> fatal) {}
