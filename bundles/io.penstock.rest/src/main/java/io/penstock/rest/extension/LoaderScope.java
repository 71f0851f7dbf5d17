package io.penstock.rest.extension;

/** The scope in which an extension's class loader is the thread's context class loader (I4). */
final class LoaderScope implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    private LoaderScope(ClassLoader loader) {
        thread.setContextClassLoader(loader);
    }

    static LoaderScope enter(ClassLoader loader) {
        return new LoaderScope(loader);
    }

    /** The scope of the class loader of an object's class. */
    static LoaderScope of(Object instance) {
        return new LoaderScope(instance.getClass().getClassLoader());
    }

    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
