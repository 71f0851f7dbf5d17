package io.penstock.core.plugin;

/**
 * The scope in which plugin code runs: the plugin's class loader is the thread's context class loader until the scope
 * is closed (I4). One scope serves a whole batch; scopes nest. Belongs to the thread that entered it.
 */
public final class PluginScope implements AutoCloseable {

    private final Thread thread;
    private final ClassLoader before;

    private PluginScope(ClassLoader loader) {
        thread = Thread.currentThread();
        before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
    }

    /** Enters the scope of a plugin's class loader. */
    public static PluginScope enter(ClassLoader loader) {
        return new PluginScope(loader);
    }

    /** Restores what was there before. */
    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
