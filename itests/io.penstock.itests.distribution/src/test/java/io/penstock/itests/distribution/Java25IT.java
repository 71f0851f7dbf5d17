package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same distribution on Java 25. */
class Java25IT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    /** Names a Java 25 that is not where systems usually keep theirs. */
    private static final String VARIABLE = "PENSTOCK_JAVA_25";

    private static final int COUNT = 5_000;

    @Test
    void theDistributionMovesRecords() throws IOException {
        Optional<Path> java = java25();
        assumeTrue(java.isPresent(), "No Java 25 in /usr/lib/jvm, and " + VARIABLE + " does not name one");

        String topic = LAB.topic("java25");
        OutputFile file = new OutputFile(LAB.directory().resolve("java25.txt"));
        LAB.topics().create(topic, 2);
        Worker worker = LAB.worker("worker").java(java.get()).start();
        RestClient rest = worker.rest();
        rest.create(
                "java25-source",
                Map.of(
                        "connector.class", "DatagenSource",
                        "tasks.max", "2",
                        "topic", topic,
                        "count", Integer.toString(COUNT),
                        "rate", "-1",
                        "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                        "value.converter.schemas.enable", "true",
                        "producer.override.compression.type", "zstd"));
        rest.create(
                "java25-sink",
                Map.of(
                        "connector.class", "FileStreamSink",
                        "topics", topic,
                        "file", file.toString(),
                        "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                        "value.converter.schemas.enable", "true"));
        Waiting.soon("all records").until(() -> file.lines() == COUNT);
        assertThat(worker.shell("connect:list")).contains("java25-source", "java25-sink");
        assertThat(worker.output()).doesNotContain("WARNING:");
        worker.stop();
        assertThat(LAB.topics().committed("connect-java25-sink", topic)).isEqualTo(COUNT);
    }

    private static Optional<Path> java25() throws IOException {
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        Path usual = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(usual)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(usual)) {
            return homes.filter(home -> home.getFileName().toString().contains("25"))
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .sorted()
                    .findFirst();
        }
    }
}
