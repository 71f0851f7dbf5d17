package io.penstock.core.worker.restart;

import io.penstock.core.worker.loop.Timer;

/** The control loop's schedule ({@code ControlLoop.schedule}); commands run on the loop. */
@FunctionalInterface
public interface Timers {

    /**
     * Runs a command later, unless it is cancelled before.
     *
     * @param what names it for diagnosis
     * @param delayMs after how many ms
     */
    Timer schedule(String what, long delayMs, Runnable command);
}
