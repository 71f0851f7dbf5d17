package io.penstock.core.worker.run;

import io.penstock.core.worker.loop.ControlLoop;
import io.penstock.core.worker.loop.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to plugin code that does not stop: after the grace time its thread is interrupted, and when that does not
 * help either it is fenced and taken for gone (C4 of what Apache's worker lacks: it never interrupts). On the loop.
 */
final class Deadline {

    /** How long interrupted code may take to end before it is given up, in ms. */
    private static final long AFTER_INTERRUPT_MS = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

    private final ControlLoop loop;
    private Timer timer;
    private boolean over;

    /**
     * Starts the clock.
     *
     * @param who for the log: {@code Task orders-0}
     * @param key the setting that the grace time comes from
     * @param fence cuts it off; runs on the loop
     */
    Deadline(ControlLoop loop, String who, long graceMs, String key, Runnable interrupt, Runnable fence) {
        this.loop = loop;
        this.timer = loop.schedule("interrupting " + who, graceMs, () -> {
            if (!over) {
                LOG.warn("{} did not stop within {} ms ({}); interrupting its thread", who, graceMs, key);
                interrupt.run();
                giveUpLater(who, fence);
            }
        });
    }

    private void giveUpLater(String who, Runnable fence) {
        timer = loop.schedule("fencing " + who, AFTER_INTERRUPT_MS, () -> {
            if (!over) {
                LOG.error(
                        "{} did not end {} ms after its thread was interrupted. It is fenced: it can publish,"
                                + " commit and send nothing more, and its thread is left behind",
                        who,
                        AFTER_INTERRUPT_MS);
                fence.run();
            }
        });
    }

    /** It has ended. */
    void met() {
        over = true;
        timer.cancel();
    }
}
