package io.penstock.connect.datagen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this bundle, from the very file that gives the component its service property. */
final class PluginVersion {

    private static final String FILE = "/OSGI-INF/plugin.properties";

    private PluginVersion() {}

    static String get() {
        Properties properties = new Properties();
        try (InputStream in = PluginVersion.class.getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE + " of the datagen bundle", e);
        }
        return properties.getProperty("penstock.plugin.version", "undefined");
    }
}
