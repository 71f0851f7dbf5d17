package io.penstock.benchmark.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Apache's standalone worker with the JVM options of its own start script.
 *
 * @param libraries the directory of its jars
 * @param plugins its plugin path
 * @param logging its Log4j configuration
 */
record ApacheWorker(Path libraries, List<Path> plugins, Path logging) implements Product {

    private static final List<String> OPTIONS = List.of(
            "-Xms256M",
            "-Xmx2G",
            "-server",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent",
            "-Djava.awt.headless=true");

    @Override
    public String name() {
        return "apache";
    }

    @Override
    public List<String> command(Path directory, Properties workerFile) {
        workerFile.setProperty(
                "plugin.path",
                String.join(",", plugins.stream().map(Path::toString).toList()));
        workerFile.setProperty(
                "offset.storage.file.filename", directory.resolve("offsets").toString());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-Dlog4j2.configurationFile=" + logging);
        command.addAll(List.of("-cp", libraries.resolve("*").toString()));
        command.add("org.apache.kafka.connect.cli.ConnectStandalone");
        command.add(directory.resolve("worker.properties").toString());
        return command;
    }
}
