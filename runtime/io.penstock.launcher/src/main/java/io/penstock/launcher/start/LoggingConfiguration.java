package io.penstock.launcher.start;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.home.Layout;
import io.penstock.launcher.home.PropertiesFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Log4j 2's properties, as Pax Logging takes them from Configuration Admin. */
final class LoggingConfiguration {
    static final String PID = "org.ops4j.pax.logging";

    private static final String PREFIX = "log4j2.";
    private static final String CONSOLE = PREFIX + "rootLogger.appenderRef.console.";

    private LoggingConfiguration() {}

    /**
     * The distribution's logging.properties, or the launcher's own copy of it.
     *
     * @param console false leaves out the root logger's appenderRef named console: standard output is not for the log then
     */
    static Map<String, String> of(Layout layout, boolean console) throws LaunchException {
        Path file = layout.logging();
        Map<String, String> written = Files.exists(file) ? PropertiesFile.read(file) : builtIn();
        Map<String, String> configuration = new LinkedHashMap<>();
        written.forEach((key, value) -> configuration.put(key.startsWith(PREFIX) ? key : PREFIX + key, value));
        if (!console) {
            configuration.keySet().removeIf(key -> key.startsWith(CONSOLE));
        }
        return configuration;
    }

    /** Writes it where Pax Logging finds it when it starts. */
    static Path write(Map<String, String> configuration, Path directory) throws LaunchException {
        Path file = directory.resolve("logging.properties");
        Properties properties = new Properties();
        properties.putAll(configuration);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, "Made from conf/logging.properties on every start");
            return file;
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.CONFIG_INVALID, "Cannot write " + file + ": " + e.getMessage(), "Is the disk full?", e);
        }
    }

    private static Map<String, String> builtIn() throws LaunchException {
        Properties properties = new Properties();
        try (InputStream in =
                LoggingConfiguration.class.getResourceAsStream("/io/penstock/launcher/logging.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.FAILED, "The launcher's own logging.properties cannot be read: " + e, "", e);
        }
        Map<String, String> map = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return map;
    }
}
