package io.penstock.core.worker.logging;

import java.util.Hashtable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs in the framework: logs what it is told at DEBUG, and changes levels; its services are of the JDK's types. */
public final class LoggingFixture implements BundleActivator {

    static final String FILE = "fixture.log";

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();

    @Override
    public void start(BundleContext context) throws Exception {
        BiConsumer<String, String> log = (logger, message) ->
                loggers.computeIfAbsent(logger, LoggerFactory::getLogger).debug(message);
        context.registerService(BiConsumer.class, log, name(context));
        if (!context.getBundle().getSymbolicName().equals("worker")) {
            return;
        }
        ServiceReference<ConfigurationAdmin> admin = context.getServiceReference(ConfigurationAdmin.class);
        context.getService(admin)
                .getConfiguration("org.ops4j.pax.logging", null)
                .update(new Hashtable<>(Map.of(
                        "log4j2.rootLogger.level", "INFO",
                        "log4j2.rootLogger.appenderRef.file.ref", "file",
                        "log4j2.logger.quiet.name", "com.acme.quiet",
                        "log4j2.logger.quiet.level", "ERROR",
                        "log4j2.appender.file.type", "File",
                        "log4j2.appender.file.name", "file",
                        "log4j2.appender.file.fileName", context.getProperty(FILE),
                        "log4j2.appender.file.layout.type", "PatternLayout",
                        "log4j2.appender.file.layout.pattern", "%c %m%n")));
        UnaryOperator<Map<String, String>> levels = wanted -> set(context, wanted);
        context.registerService(UnaryOperator.class, levels, name(context));
    }

    private static SortedMap<String, String> set(BundleContext context, Map<String, String> levels) {
        try {
            LogBackend backend = PaxLogging.in(context).orElseThrow();
            if (!levels.isEmpty()) {
                backend.set(new TreeMap<>(levels));
            }
            return backend.levels();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Hashtable<String, Object> name(BundleContext context) {
        return new Hashtable<>(Map.of("of", context.getBundle().getSymbolicName()));
    }

    @Override
    public void stop(BundleContext context) {}
}
