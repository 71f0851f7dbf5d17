package io.penstock.benchmark.worker;

import io.penstock.broker.BrokerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Runs both workers in turn on one broker and prints a table. System properties: {@code benchmark.rounds} (how often each
 * worker runs in each case, default 3), {@code benchmark.scale} (factor for the number of records, default 1), {@code
 * benchmark.formats} (names of {@link Format}, default all), {@code benchmark.penstock}, {@code benchmark.apache}, {@code
 * benchmark.plugin}, {@code benchmark.directory} (where things are).
 */
public final class WorkerBenchmarks {

    private static final double WARM_UP = 0.5;

    private final Path directory;
    private final List<Product> products;
    private final Map<String, Map<String, List<Figures>>> cases = new LinkedHashMap<>();
    private final double scale = Double.parseDouble(System.getProperty("benchmark.scale", "1"));
    private final int rounds = Integer.getInteger("benchmark.rounds", 3);
    private int run;

    private WorkerBenchmarks(Path directory, List<Product> products) {
        this.directory = directory;
        this.products = products;
    }

    /**
     * Runs the benchmarks.
     *
     * @param arguments none
     * @throws Exception if a worker does not do what it should
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(
                Files.createDirectories(path("benchmark.directory").resolve("runs")), "run-");
        Path plugin = path("benchmark.plugin");
        Path deploy = Files.createDirectories(directory.resolve("deploy"));
        Files.copy(plugin, deploy.resolve(plugin.getFileName()));
        List<Product> products =
                List.of(new Penstock(path("benchmark.penstock"), deploy), new Apache(path("benchmark.apache"), deploy));
        WorkerBenchmarks benchmarks = new WorkerBenchmarks(directory, products);
        try (BrokerProcess broker = BrokerProcess.builder()
                .jvmOptions("-Xms512m", "-Xmx512m", "-XX:+UseG1GC")
                .property("log.segment.delete.delay.ms", "1000")
                .start()) {
            benchmarks.throughput(broker);
        }
        String table = benchmarks.table();
        System.out.println(table);
        Files.writeString(path("benchmark.directory").resolve("workers.md"), table);
    }

    private void throughput(BrokerProcess broker) throws IOException, InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            String chosen = System.getProperty("benchmark.formats", "");
            for (Format format : Format.values()) {
                if (chosen.isEmpty() || List.of(chosen.split(",")).contains(format.name())) {
                    String filled = sources(broker, admin, format);
                    sinks(broker, format, filled);
                    admin.deleteTopics(List.of(filled)).all().get();
                }
            }
        }
    }

    /** Returns a topic that is left, full of records. */
    private String sources(BrokerProcess broker, Admin admin, Format format)
            throws IOException, InterruptedException, ExecutionException {
        String filled = "";
        for (int round = 0; round < rounds; round++) {
            for (Product product : products) {
                String topic = "load-" + format.recordFormat() + "-" + round + "-" + product.name();
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                        .all()
                        .get();
                note("source", product, format, next(broker, product).source(product, format, topic, records(format)));
                if (filled.isEmpty()) {
                    filled = topic;
                } else {
                    admin.deleteTopics(List.of(topic)).all().get();
                }
            }
        }
        return filled;
    }

    private void sinks(BrokerProcess broker, Format format, String topic) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Product product : products) {
                note("sink", product, format, next(broker, product).sink(product, format, topic, records(format)));
            }
        }
    }

    private Round next(BrokerProcess broker, Product product) {
        return new Round(broker, directory.resolve(++run + "-" + product.name()), WARM_UP);
    }

    private long records(Format format) {
        return (long) (format.records() * scale);
    }

    private void note(String direction, Product product, Format format, Figures figures) {
        System.out.printf(
                "%-6s %-16s %-8s %,10.0f records/s %6.1f s CPU per million, ready in %,6.0f ms, %,5.0f MiB%n",
                direction,
                format.title(),
                product.name(),
                figures.recordsPerSecond(),
                figures.cpuSeconds(),
                figures.readyMillis(),
                figures.peakMegabytes());
        cases.computeIfAbsent(direction + ", " + format.title(), key -> new TreeMap<>())
                .computeIfAbsent(product.name(), key -> new ArrayList<>())
                .add(figures);
    }

    private String table() {
        Table table = new Table();
        Map<String, List<Figures>> all = new TreeMap<>();
        cases.values()
                .forEach(runs -> runs.forEach((product, figures) ->
                        all.computeIfAbsent(product, key -> new ArrayList<>()).addAll(figures)));
        cases.forEach((title, runs) -> table.row(title + ", records/s", 0, runs, Figures::recordsPerSecond));
        cases.forEach((title, runs) -> table.row(title + ", CPU s/M", 2, runs, Figures::cpuSeconds));
        table.row("start to REST ready, ms", 0, all, Figures::readyMillis);
        cases.forEach((title, runs) -> table.row(title + ", peak MiB", 0, runs, Figures::peakMegabytes));
        return table.toString();
    }

    private static Path path(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalArgumentException("Run this with mvn -Pbenchmark; -D" + property + " is missing");
        }
        return Path.of(value).toAbsolutePath().normalize();
    }
}
