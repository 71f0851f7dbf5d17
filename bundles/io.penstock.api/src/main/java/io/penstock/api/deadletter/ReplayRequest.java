package io.penstock.api.deadletter;

import io.penstock.api.ErrorCode;

/**
 * What is to be replayed, and how.
 *
 * @param selection which letters
 * @param target where to
 * @param rate letters per second at most; 0 for as fast as it goes
 * @param dryRun whether conversion and transforms run, but nothing is written anywhere
 * @param force whether letters are replayed that an earlier replay has delivered, or that have been replayed {@code
 *     maxAttempts} times
 * @param remaining whether letters that an earlier replay has delivered are left out, rather than being a reason to refuse
 * @param maxAttempts how often a letter may have been replayed before it is left out, at least 1
 * @param who asks: a user's name, or an address
 */
public record ReplayRequest(
        Selection selection,
        ReplayTarget target,
        double rate,
        boolean dryRun,
        boolean force,
        boolean remaining,
        int maxAttempts,
        String who) {

    /** Checks the numbers. Fails with BAD_REQUEST. */
    public ReplayRequest {
        if (!(rate >= 0) || rate > 1_000_000) {
            throw ErrorCode.BAD_REQUEST.of(
                    "rate: found " + rate + ", expected letters per second from 0.001 to 1000000, or 0 for no limit");
        }
        if (rate > 0 && rate < 0.001) {
            throw ErrorCode.BAD_REQUEST.of(
                    "rate: found " + rate + ", expected letters per second of at least 0.001, or 0 for no limit");
        }
        if (maxAttempts < 1) {
            throw ErrorCode.BAD_REQUEST.of("max_attempts: found " + maxAttempts
                    + ", expected at least 1; force replays letters whatever their attempts");
        }
        if (force && remaining) {
            throw ErrorCode.BAD_REQUEST.of("force and remaining exclude each other: force replays letters that were"
                    + " delivered before, remaining leaves them out");
        }
    }
}
