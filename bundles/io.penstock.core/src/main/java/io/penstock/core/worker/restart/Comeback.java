package io.penstock.core.worker.restart;

import io.penstock.api.restart.Restarts;
import io.penstock.core.config.RestartSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How far the policy is with one subject. Pure: it is told what happens and when, and keeps no timer itself.
 *
 * <pre>
 *                 failed                due
 * WELL, RESTARTING ----&gt; WAITING &lt;---&gt; HELD     WAITING ---&gt; RESTARTING
 *        |                 (target state)
 *        +-------------&gt; GIVEN_UP                  cleared: any ---&gt; WELL
 * </pre>
 */
final class Comeback {

    /** What the policy is about. */
    enum Phase {
        /** It runs, or something other than the policy decides on it. */
        WELL,
        /** It has failed and is restarted at a known time. */
        WAITING,
        /** It has failed and is to be restarted, but the user wants its connector not to run. */
        HELD,
        /** Its restart was ordered and has not come to RUNNING. */
        RESTARTING,
        /** It has failed and is not restarted by the policy. */
        GIVEN_UP
    }

    private final Object basis;
    private RestartSettings settings;
    private Phase phase = Phase.WELL;
    private int attempts;
    private @Nullable Instant next;
    private @Nullable String reason;

    /**
     * A subject that has not failed.
     *
     * @param basis the configuration that it is started from: failures of another one do not count
     */
    Comeback(RestartSettings settings, Object basis) {
        this.settings = settings;
        this.basis = basis;
    }

    Phase phase() {
        return phase;
    }

    long resetAfterMs() {
        return settings.resetAfterMs();
    }

    /** Whether a start from this configuration is the restart that the policy has ordered. */
    boolean continues(Object from) {
        return phase == Phase.RESTARTING && basis.equals(from);
    }

    void settings(RestartSettings now) {
        settings = now;
    }

    /**
     * It has failed. Tells whether there is anything new in that.
     *
     * @param random from 0 to below 1
     */
    boolean failed(@Nullable Throwable failure, Instant now, double random) {
        if (phase != Phase.WELL && phase != Phase.RESTARTING) {
            return false;
        }
        Verdict verdict = new FailureRule(settings).judge(failure);
        boolean more = settings.maxAttempts() < 0 || attempts < settings.maxAttempts();
        reason =
                verdict.fatal() || more ? verdict.reason() : "it was restarted " + attempts + " times in a row in vain";
        if (verdict.fatal() || !more) {
            phase = Phase.GIVEN_UP;
        } else {
            await(now, random);
        }
        return true;
    }

    /** How long it waits, in ms. */
    long delayMs(Instant now) {
        return next == null ? 0 : now.until(next, ChronoUnit.MILLIS);
    }

    /** The user does not want its connector to run for the time being. */
    void hold() {
        phase = Phase.HELD;
        next = null;
    }

    /** Begins to wait, for the first time or after it was held. */
    void await(Instant now, double random) {
        phase = Phase.WAITING;
        next = now.plusMillis(Delays.before(attempts + 1, settings, random)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Its time has come. */
    void due() {
        phase = Phase.RESTARTING;
        next = null;
        attempts = Math.min(attempts, Integer.MAX_VALUE - 1) + 1;
    }

    /** Its code has been started. */
    void started() {
        phase = Phase.WELL;
    }

    /** Whether it has been restarted and has not run long enough since. */
    boolean isWatched() {
        return phase == Phase.WELL && attempts > 0;
    }

    /** It has run long enough, or something other than the policy starts it anew: restarts are counted from 0. */
    void clear() {
        phase = Phase.WELL;
        attempts = 0;
        next = null;
        reason = null;
    }

    /** What follows from its failure, for people; null when it has not failed. */
    @Nullable String outlook() {
        return switch (phase) {
            case WELL, RESTARTING -> null;
            case WAITING -> "has failed; is restarted at " + next + " (" + attempt() + ")";
            case HELD -> "has failed; is restarted (" + attempt() + ") once its connector is to run";
            case GIVEN_UP -> "has failed for good: " + reason;
        };
    }

    /** Which restart this is about: {@code attempt 2 of 5}. */
    String attempt() {
        int max = settings.maxAttempts();
        return "attempt " + view().attempt() + (max < 0 ? "" : " of " + max);
    }

    /** As others see it. */
    Restarts view() {
        boolean ahead = phase == Phase.WAITING || phase == Phase.HELD;
        return new Restarts(
                ahead ? attempts + 1 : attempts, settings.maxAttempts(), next, phase == Phase.GIVEN_UP, reason);
    }
}
