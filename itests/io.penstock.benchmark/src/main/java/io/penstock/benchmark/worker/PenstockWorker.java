package io.penstock.benchmark.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The distribution, started by its own script with its own defaults.
 *
 * @param home the unpacked distribution
 * @param deploy the directory of plugin bundles
 */
record PenstockWorker(Path home, Path deploy) implements Product {

    @Override
    public String name() {
        return "penstock";
    }

    @Override
    public List<String> command(Path directory, Properties workerFile) {
        return List.of(
                home.resolve("bin/penstock").toString(),
                "start",
                "--config",
                directory.resolve("worker.properties").toString(),
                "--deploy",
                deploy.toString(),
                "--data",
                directory.resolve("data").toString());
    }
}
