package io.penstock.benchmark.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.broker.BrokerProcess;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One run of one worker: started, given one connector, measured, stopped.
 *
 * @param broker the broker for all
 * @param directory for files of this run
 * @param warmUp the share of the records before the clock starts
 */
record Round(BrokerProcess broker, Path directory, double warmUp) {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Writes the records into the topic. */
    Figures source(Product product, Format format, String topic, long records)
            throws IOException, InterruptedException {
        Map<String, String> config = connector("LoadSourceConnector", records, format);
        config.put("topic", topic);
        config.put("format", format.recordFormat());
        Figures figures = run(product, config);
        long written = broker.endOffsets(topic);
        if (written != records) {
            throw new IllegalStateException(product.name() + " wrote " + written + " records instead of " + records);
        }
        return figures;
    }

    /** Reads the records that are in the topic. */
    Figures sink(Product product, Format format, String topic, long records) throws IOException, InterruptedException {
        Map<String, String> config = connector("LoadSinkConnector", records, format);
        config.put("topics", topic);
        return run(product, config);
    }

    private Map<String, String> connector(String simpleName, long records, Format format) {
        Map<String, String> config = new TreeMap<>(format.converter());
        config.put("connector.class", "io.penstock.benchmark.plugin." + simpleName);
        config.put("tasks.max", "1");
        config.put("records", Long.toString(records));
        config.put("warm.up.records", Long.toString((long) (records * warmUp)));
        config.put("report.file", report().toString());
        return config;
    }

    private Path report() {
        return directory.resolve("report.properties");
    }

    private Figures run(Product product, Map<String, String> config) throws IOException, InterruptedException {
        // Whoever keeps configurations must not find those of an earlier run; consumer groups must be new as well.
        String name = "load-" + directory.getFileName();
        try (WorkerProcess process = WorkerProcess.start(product, directory, broker.bootstrapServers())) {
            process.create(new ObjectMapper().writeValueAsString(Map.of("name", name, "config", config)));
            Properties measured = await(process);
            double records = Double.parseDouble(measured.getProperty("records"));
            double seconds = Double.parseDouble(measured.getProperty("nanos")) / 1e9;
            double cpu = Double.parseDouble(measured.getProperty("cpu.nanos")) / 1e9;
            return new Figures(
                    records / seconds,
                    cpu / records * 1e6,
                    process.ready().toNanos() / 1e6,
                    process.peakMemory() / (1024.0 * 1024.0));
        }
    }

    private Properties await(WorkerProcess process) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!Files.exists(report())) {
            if (!process.isAlive() || System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new IllegalStateException(
                        "No result: " + (process.isAlive() ? process.statuses() : "it is gone"));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        Properties measured = new Properties();
        try (Reader reader = Files.newBufferedReader(report())) {
            measured.load(reader);
        }
        return measured;
    }
}
