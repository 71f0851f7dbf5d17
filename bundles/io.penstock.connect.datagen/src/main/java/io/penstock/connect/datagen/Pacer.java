package io.penstock.connect.datagen;

/**
 * Says how many records are due. Whoever could not take them for a while gets those of the last second at most, not a
 * flood of all that was missed. Not thread-safe.
 */
final class Pacer {

    private static final double NANOS = 1e9;

    /** At high rates records are due in portions of this many seconds, as single ones would cost more than they are. */
    private static final double PORTION_SECONDS = 0.01;

    private static final double CATCH_UP_SECONDS = 1;

    private final double rate;
    private final double portion;
    private final double most;
    private double due;
    private long last;

    /**
     * @param rate records per second; may be infinite
     * @param batch how many records are taken at once at most
     * @param now nanoseconds on a clock that never goes back
     */
    Pacer(double rate, int batch, long now) {
        this.rate = rate;
        this.portion = Math.max(1, Math.min(batch, rate * PORTION_SECONDS));
        this.most = Math.max(portion, rate * CATCH_UP_SECONDS);
        this.last = now;
    }

    /** Takes what is due, up to the given number; 0 if the next portion is not due yet. */
    int take(long now, int max) {
        if (rate == Double.POSITIVE_INFINITY) {
            return max;
        }
        due = Math.min(most, due + (now - last) / NANOS * rate);
        last = now;
        if (due < portion) {
            return 0;
        }
        int taken = (int) Math.min(max, due);
        due -= taken;
        return taken;
    }

    /** How long until the next portion is due, in nanoseconds after the last call of {@link #take}. */
    long nanosUntilDue() {
        return (long) Math.ceil(Math.max(0, portion - due) / rate * NANOS);
    }
}
