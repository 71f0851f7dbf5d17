package io.penstock.launcher.framework;

import io.penstock.launcher.home.Layout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the framework, the logging and File Install are told before any of them runs. */
final class FrameworkSettings {
    /**
     * Plugin bundles, of the distribution and from the deploy directory alike, start before the worker and stop after it. File Install has to
     * have this start level itself: it starts no bundle that has a higher one.
     */
    static final int PLUGIN_LEVEL = 20;

    private FrameworkSettings() {}

    /** With this configuration of the log, in Pax Logging's own format, until Configuration Admin delivers it once more. */
    static Map<String, String> of(Layout layout, Path logging) {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "org.osgi.framework.storage", layout.cache().resolve("bundles").toString());
        settings.put("org.osgi.framework.startlevel.beginning", "1");
        // Errors arrive as framework events, which are reported with the name of the bundle.
        settings.put("felix.log.level", "0");
        settings.put("felix.cm.dir", layout.cache().resolve("config").toString());
        // The log reader's ring buffer would hold exceptions, and with them the class loaders of plugins that are gone.
        settings.put("org.ops4j.pax.logging.logReaderEnabled", "false");
        settings.put("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        // Configuration Admin delivers on a thread of its own, and what is said before would be lost.
        settings.put("org.ops4j.pax.logging.property.file", logging.toString());
        fileInstall(layout, settings);
        return settings;
    }

    /**
     * As framework properties, not as a configuration: without these File Install would watch ./load besides, and it scans the directory while
     * it starts, so that the plugins in it are there before the worker is.
     */
    private static void fileInstall(Layout layout, Map<String, String> settings) {
        String prefix = "felix.fileinstall.";
        settings.put(prefix + "dir", layout.deploy().toString());
        settings.put(prefix + "tmpdir", layout.cache().resolve("deploy").toString());
        settings.put(prefix + "filter", ".*\\.jar");
        settings.put(prefix + "poll", "500");
        settings.put(prefix + "noInitialDelay", "true");
        settings.put(prefix + "start.level", Integer.toString(PLUGIN_LEVEL));
        settings.put(prefix + "enableConfigSave", "false");
        // Change events do not cross network and container mounts; looking at times and sizes always works.
        settings.put(prefix + "disableNio2", "true");
        // A new plugin must not restart another that could make use of its packages.
        settings.put(prefix + "optionalImportRefreshScope", "none");
        settings.put(prefix + "log.level", "2");
    }
}
