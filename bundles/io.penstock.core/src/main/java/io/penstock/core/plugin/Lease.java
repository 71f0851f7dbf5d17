package io.penstock.core.plugin;

/**
 * An instance of a plugin class, on loan from its bundle. While it is open the bundle's departure waits for it (bounded).
 *
 * @param <T> the Connect interface
 */
public interface Lease<T> extends AutoCloseable {

    /** The instance, made for this lease alone. */
    T instance();

    /** What was leased. */
    Plugin plugin();

    /** Gives the instance back; a second call does nothing. Does not close the instance itself. */
    @Override
    void close();
}
