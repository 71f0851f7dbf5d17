package io.penstock.core.plugin;

/** The plugins that are there at the moment, as the rooms of the worker use them. Thread-safe. */
public interface Plugins {

    /** An immutable view of what is available now. Never blocks. */
    PluginView view();

    /**
     * Makes an instance. Runs the plugin's constructor on the calling thread, under the plugin's class loader: never
     * call it on the control loop (I3).
     *
     * @param <T> the Connect interface
     * @throws io.penstock.api.WorkerException PLUGIN_NOT_FOUND when the plugin is leaving or gone, PLUGIN_FAILED when
     *     its constructor or static initialiser failed (the cause is the plugin's)
     */
    <T> Lease<T> lease(Plugin plugin, Class<T> as);

    /**
     * Holds the plugin without an instance of it: for code that makes its own, as a connector names its task class.
     *
     * @throws io.penstock.api.WorkerException PLUGIN_NOT_FOUND when the plugin is leaving or gone
     */
    Lease<Plugin> hold(Plugin plugin);

    /** Calls back after every change of the view, on the thread that (un)registers; the callback must return at once. */
    void onChange(Runnable listener);
}
