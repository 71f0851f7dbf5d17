package io.penstock.benchmark.worker;

import io.penstock.apache.worker.ApacheSetup;
import java.nio.file.Path;
import java.util.List;

/**
 * Apache's standalone worker with the JVM options of its own start script.
 *
 * @param home where its jars are
 * @param plugins a directory of its plugin path
 */
record Apache(Path home, Path plugins) implements Product {

    @Override
    public String name() {
        return "apache";
    }

    @Override
    public List<String> command(Path directory, String bootstrapServers, int port) {
        return ApacheSetup.standalone(home, directory, bootstrapServers)
                .plugins(plugins)
                .command(port);
    }
}
