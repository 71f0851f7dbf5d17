package io.penstock.launcher.demo;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import io.penstock.launcher.home.FileTree;
import io.penstock.launcher.home.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The demo's temporary directory, and the texts that come with the launcher. */
final class DemoFiles implements AutoCloseable {
    private final Path directory;

    private DemoFiles(Path directory) {
        this.directory = directory;
    }

    static DemoFiles create() throws LaunchException {
        try {
            return new DemoFiles(Files.createTempDirectory("penstock-demo-").toRealPath());
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.FAILED,
                    "No temporary directory can be made in " + System.getProperty("java.io.tmpdir") + ": "
                            + e.getMessage(),
                    "Choose another with JAVA_OPTS=-Djava.io.tmpdir=DIR",
                    e);
        }
    }

    Path directory() {
        return directory;
    }

    Path brokerData() {
        return directory.resolve("broker");
    }

    /** Where the sink connector writes. */
    Path delivered() {
        return directory.resolve("orders.txt");
    }

    /** The distribution's bundles with a configuration, a deploy directory and data of the demo's own. */
    Layout layout(Path home) {
        return new Layout(
                home, directory.resolve("worker.properties"), directory.resolve("deploy"), directory.resolve("data"));
    }

    /** A text in JSON or properties format with its {@code ${name}} filled in. */
    static String text(String name, Map<String, String> values) throws LaunchException {
        try (InputStream in = DemoFiles.class.getResourceAsStream("/io/penstock/launcher/demo/" + name)) {
            if (in == null) {
                throw new IOException("it is not in the launcher's jar");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("${" + value.getKey() + "}", escape(value.getValue()));
            }
            return text;
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.FAILED, "The demo's " + name + " cannot be read: " + e.getMessage(), "", e);
        }
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    void writeWorkerFile(String text) throws LaunchException {
        try {
            Files.writeString(directory.resolve("worker.properties"), text);
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.FAILED, "Cannot write to " + directory + ": " + e.getMessage(), "Is the disk full?", e);
        }
    }

    /** Deletes everything. Safe to call again. */
    @Override
    public void close() throws IOException {
        FileTree.delete(directory);
    }
}
