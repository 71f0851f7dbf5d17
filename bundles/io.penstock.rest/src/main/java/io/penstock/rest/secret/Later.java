package io.penstock.rest.secret;

/** Runs something after a while. */
@FunctionalInterface
public interface Later {

    /**
     * Runs it once, on a thread of its own choice.
     *
     * @param ms how long from now
     */
    void run(Runnable what, long ms);
}
