package io.penstock.launcher.start;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SIGTERM, Ctrl-C and the end of the terminal as a request instead of the JVM's immediate shutdown: a worker that drained in order has done
 * what it was told and ends with 0, where the JVM would make it 143 or 130. The JDK's class for it, jdk.unsupported's Signal, is called by
 * reflection; a JVM without it keeps its own way, in which {@link WorkerRun}'s shutdown hook does the draining.
 */
final class Signals {
    private static final int SIGNALLED = 128;

    private Signals() {}

    /** Runs the request on the first signal, on a thread of its own. A second signal ends the JVM at once. */
    static void onStop(Runnable request) {
        AtomicBoolean requested = new AtomicBoolean();
        handle("TERM", 15, requested, request);
        handle("INT", 2, requested, request);
        handle("HUP", 1, requested, request);
    }

    private static void handle(String name, int number, AtomicBoolean requested, Runnable request) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (!method.getName().equals("handle")) {
                return method.invoke(requested, arguments);
            }
            if (requested.compareAndSet(false, true)) {
                request.run();
            } else {
                Runtime.getRuntime().halt(SIGNALLED + number);
            }
            return null;
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            // No such signal here, or the JVM keeps it to itself (-Xrs).
        }
    }
}
