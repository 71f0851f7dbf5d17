package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kafka's compression codecs, whose libraries are bundles of their own, in both directions through the worker. */
class CodecIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final int COUNT = 2_000;

    private static RestClient rest;

    @BeforeAll
    static void start() {
        rest = LAB.worker("worker").start().rest();
    }

    @ParameterizedTest
    @CsvSource({"none,0", "gzip,1", "snappy,2", "lz4,3", "zstd,4"})
    void recordsPass(String codec, int id) throws IOException {
        String topic = LAB.topic(codec);
        LAB.topics().create(topic, 1);
        OutputFile file = new OutputFile(LAB.directory().resolve(codec + ".txt"));
        rest.create(
                codec + "-source",
                Map.of(
                        "connector.class", "DatagenSource",
                        "topic", topic,
                        "dataset", "clicks",
                        "schemas", "false",
                        "count", Integer.toString(COUNT),
                        "rate", "-1",
                        "producer.override.compression.type", codec));
        rest.create(
                codec + "-sink",
                Map.of(
                        "connector.class", "FileStreamSink",
                        "topics", topic,
                        "file", file.toString(),
                        "transforms", "pick",
                        "transforms.pick.type", "org.apache.kafka.connect.transforms.ExtractField$Value",
                        "transforms.pick.field", "seq"));
        Waiting.soon("all records through " + codec).until(() -> file.lines() >= COUNT);
        assertThat(file.all()).hasSize(COUNT).doesNotHaveDuplicates();
        assertThat(codecOfTheFirstBatch(topic)).isEqualTo(id);
        for (String connector : List.of(codec + "-source", codec + "-sink")) {
            assertThat(rest.delete("/connectors/" + connector).status()).isEqualTo(204);
        }
    }

    /** The low three bits of the attributes of a record batch, format version 2, in the broker's own file. */
    private static int codecOfTheFirstBatch(String topic) throws IOException {
        try (Stream<Path> paths = Files.walk(LAB.broker().dataDirectory())) {
            Path log = paths.filter(path -> path.endsWith(topic + "-0/00000000000000000000.log"))
                    .findFirst()
                    .orElseThrow();
            byte[] batch = Files.readAllBytes(log);
            return ByteBuffer.wrap(batch).getShort(21) & 7;
        }
    }
}
