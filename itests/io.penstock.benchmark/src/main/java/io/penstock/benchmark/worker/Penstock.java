package io.penstock.benchmark.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The distribution, started by its own script with its own defaults.
 *
 * @param home the unpacked distribution
 * @param deploy the directory of plugin bundles
 */
record Penstock(Path home, Path deploy) implements Product {

    @Override
    public String name() {
        return "penstock";
    }

    @Override
    public List<String> command(Path directory, String bootstrapServers, int port) {
        Path file = directory.resolve("worker.properties");
        Properties worker = new Properties();
        worker.setProperty("bootstrap.servers", bootstrapServers);
        worker.setProperty("listeners", "http://127.0.0.1:" + port);
        worker.setProperty("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        worker.setProperty("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        try {
            Files.createDirectories(directory);
            try (Writer writer = Files.newBufferedWriter(file)) {
                worker.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                home.resolve("bin/penstock").toString(),
                "start",
                "--config",
                file.toString(),
                "--deploy",
                deploy.toString(),
                "--data",
                directory.resolve("data").toString());
    }
}
