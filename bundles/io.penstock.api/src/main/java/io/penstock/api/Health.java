package io.penstock.api;

/**
 * Whether the worker does its work (KIP-1017).
 *
 * @param level how it is
 * @param message a sentence for people
 */
public record Health(Level level, String message) {

    /** The three answers of {@code GET /health}. */
    public enum Level {
        /** Start-up is not complete. */
        STARTING,
        /** The control loop answers. */
        HEALTHY,
        /** The control loop did not answer in time. */
        UNHEALTHY
    }
}
