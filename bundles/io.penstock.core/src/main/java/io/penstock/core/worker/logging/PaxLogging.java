package io.penstock.core.worker.logging;

import io.penstock.api.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log4j 2 as Pax Logging runs it: its properties are the configuration {@code org.ops4j.pax.logging}, and a change of
 * that takes effect while everything runs. This is what Karaf's {@code log:set} does, too. (Pax Logging 2.3 has the
 * packages of the OSGi Log Service's LoggerAdmin, but no such service.)
 */
public final class PaxLogging implements LogBackend {

    private static final String PID = "org.ops4j.pax.logging";
    private static final String BACKEND = "org.ops4j.pax.logging.pax-logging-log4j2";
    private static final String SERVICE = "org.ops4j.pax.logging.PaxLoggingService";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final BundleContext context;
    private final ConfigurationAdmin admin;

    private PaxLogging(BundleContext context, ConfigurationAdmin admin) {
        this.context = context;
        this.admin = admin;
    }

    /** Pax Logging, if that is what this framework logs with. */
    public static Optional<LogBackend> in(BundleContext context) {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        ConfigurationAdmin admin = reference == null ? null : context.getService(reference);
        return admin != null && logs(context) ? Optional.of(new PaxLogging(context, admin)) : Optional.empty();
    }

    private static boolean logs(BundleContext context) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(SERVICE, null);
            for (ServiceReference<?> one : found == null ? new ServiceReference<?>[0] : found) {
                Bundle bundle = one.getBundle();
                if (bundle != null && BACKEND.equals(bundle.getSymbolicName())) {
                    return true;
                }
            }
            return false;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter is always valid", e);
        }
    }

    @Override
    public SortedMap<String, String> levels() {
        try {
            return new Log4jLevels(properties(admin.getConfiguration(PID, null))).levels();
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration " + PID + " cannot be read", e);
        }
    }

    @Override
    public synchronized void set(SortedMap<String, String> levels) throws IOException, InterruptedException {
        Configuration configuration = admin.getConfiguration(PID, null);
        Map<String, Object> before = properties(configuration);
        if (before.isEmpty()) {
            // A configuration of nothing but levels would have no appender.
            throw ErrorCode.CONFLICT.of("Log levels cannot be changed here: Pax Logging is not configured through"
                    + " Configuration Admin. Give it a configuration with the PID " + PID);
        }
        Log4jLevels log4j = new Log4jLevels(before);
        levels.forEach(log4j::set);
        if (!log4j.properties().equals(before)) {
            configuration.update(FrameworkUtil.asDictionary(log4j.properties()));
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Map.Entry<String, String> level : levels.entrySet()) {
            Logger logger =
                    LoggerFactory.getLogger(level.getKey().equals(ROOT) ? Logger.ROOT_LOGGER_NAME : level.getKey());
            while (!Effective.follows(logger, level.getValue())) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("Interrupted while log levels took effect");
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("Logger " + level.getKey() + " still has level " + Effective.level(logger)
                            + " instead of " + level.getValue() + ", " + PATIENCE.toSeconds()
                            + " s after the configuration " + PID + " was changed; look there for what contradicts it");
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private static Map<String, Object> properties(Configuration configuration) {
        @Nullable Dictionary<String, Object> dictionary = configuration.getProperties();
        return dictionary == null ? new TreeMap<>() : new TreeMap<>(FrameworkUtil.asMap(dictionary));
    }

    @Override
    public boolean mayLog(String logger) {
        String path = logger.replace('.', '/');
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getEntry(path + ".class") != null || bundle.getEntryPaths(path) != null) {
                return true;
            }
        }
        return false;
    }
}
