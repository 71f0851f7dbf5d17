package io.penstock.itests.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.penstock.broker.BrokerProcess;
import io.penstock.itests.karaf.harness.Karaf;
import io.penstock.itests.karaf.harness.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code feature:install penstock} in Karaf as it is downloaded, configured by a file in etc. */
class FeaturesIT {
    private static final int RECORDS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern SEQUENCE = Pattern.compile("[{ ]seq=(\\d+)[,}]");
    private static final Pattern BUNDLE = Pattern.compile("<bundle[^>]*>([^<]+)</bundle>");

    private final Path directory = Path.of(Karaf.property("penstock.itests.directory"));

    @Test
    void movesRecordsLeavesNothingBehindAndComesBack() throws Exception {
        assumeThat(Karaf.hasJava())
                .as("Karaf 4.4 does not start on this Java; name a JDK 17 or 21 with -Dpenstock.karaf.java=DIRECTORY")
                .isTrue();
        int port = Karaf.freePorts(1).get(0);
        try (BrokerProcess broker = BrokerProcess.builder().start();
                Karaf karaf = Karaf.start(directory.resolve("karaf"), worker(broker, port))) {
            Map<String, String> before = karaf.management().bundles();
            try {
                Rest rest = new Rest(port);
                karaf.management().addRepository(repository());
                karaf.management().install("penstock");
                use(karaf, rest);
                remove(karaf, rest, before);
                karaf.management().install("penstock");
                await("the REST API").atMost(PATIENCE).until(rest::isUp);
                assertThat(rest.get("/connectors")).contains("orders-source", "orders-sink");
            } catch (Exception | AssertionError e) {
                System.out.println(karaf.log());
                throw e;
            }
        }
    }

    @Test
    void noBundleIsNamedTwice() throws IOException {
        String version = Karaf.property("penstock.version");
        Path file = Path.of(
                Karaf.property("penstock.features.repository"),
                "io/penstock/io.penstock.features",
                version,
                "io.penstock.features-" + version + "-features.xml");

        List<String> bundles = BUNDLE.matcher(Files.readString(file))
                .results()
                .map(bundle -> bundle.group(1))
                .toList();

        assertThat(bundles).hasSizeGreaterThan(15).doesNotHaveDuplicates().noneMatch(url -> url.contains("${"));
    }

    private void use(Karaf karaf, Rest rest) throws Exception {
        await("the REST API").atMost(PATIENCE).until(rest::isUp);
        // Fragments are resolved only.
        await("all bundles").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        karaf.management().bundles())
                .allSatisfy((bundle, state) -> assertThat(state).isIn("Active", "Resolved")));
        assertThat(rest.get("/connector-plugins?connectorsOnly=false"))
                .contains("DatagenSourceConnector", "FileStreamSinkConnector")
                .contains("org.apache.kafka.connect.json.JsonConverter", "transforms.InsertField$Value");
        Path out = directory.resolve("out.txt").toAbsolutePath();
        Files.deleteIfExists(out);

        rest.put(
                "orders-source",
                "{\"connector.class\": \"DatagenSource\", \"dataset\": \"orders\", \"topic\": \"orders\","
                        + " \"producer.override.compression.type\": \"zstd\", \"rate\": \"-1\", \"count\": \"" + RECORDS
                        + "\"}");
        rest.put(
                "orders-sink",
                "{\"connector.class\": \"FileStreamSink\", \"topics\": \"orders\", \"file\": \"" + out + "\"}");

        await("the records").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        sequence(out).size())
                .as("%s", rest.get("/connectors/orders-sink/status"))
                .isGreaterThanOrEqualTo(RECORDS));
        assertThat(sequence(out)).hasSize(RECORDS);
        assertThat(Set.copyOf(sequence(out)))
                .isEqualTo(IntStream.range(0, RECORDS).boxed().collect(Collectors.toSet()));
        assertThat(karaf.home().resolve("data/penstock/store/configs.journal")).isNotEmptyFile();
    }

    private static void remove(Karaf karaf, Rest rest, Map<String, String> before) throws InterruptedException {
        karaf.management().uninstall("penstock");

        assertThat(karaf.management().bundles().keySet()).isEqualTo(before.keySet());
        await("no thread of the worker").atMost(PATIENCE).untilAsserted(() -> assertThat(
                        karaf.management().threads())
                .noneMatch(name -> name.matches("(penstock|task-thread|connector-thread|kafka-).*")));
        assertThat(rest.isUp()).isFalse();
    }

    private static String repository() {
        return "mvn:io.penstock/io.penstock.features/" + Karaf.property("penstock.version") + "/xml/features";
    }

    private static String worker(BrokerProcess broker, int port) {
        return "bootstrap.servers = " + broker.bootstrapServers() + "\n"
                + "key.converter = org.apache.kafka.connect.json.JsonConverter\n"
                + "value.converter = org.apache.kafka.connect.json.JsonConverter\n"
                + "listeners = http://localhost:" + port + "\n"
                + "offset.flush.interval.ms = 1000\n"
                + "penstock.data.dir = ${karaf.data}/penstock\n";
    }

    private static List<Integer> sequence(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.map(SEQUENCE::matcher)
                    .filter(Matcher::find)
                    .map(matcher -> Integer.valueOf(matcher.group(1)))
                    .toList();
        }
    }
}
