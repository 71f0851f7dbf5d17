package io.penstock.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.itests.distribution.harness.Lab;
import io.penstock.itests.distribution.harness.OutputFile;
import io.penstock.itests.distribution.harness.RestClient;
import io.penstock.itests.distribution.harness.Sequence;
import io.penstock.itests.distribution.harness.Waiting;
import io.penstock.itests.distribution.harness.Worker;
import io.penstock.itests.distribution.harness.WorkerSetup;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records from a source over a topic into a file, with a worker that is killed on the way. */
class EndToEndIT {

    @RegisterExtension
    static final Lab LAB = new Lab();

    private static final int COUNT = 200_000;
    private static final int SLICES = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the three transforms make of a click: fields kept, a field added, all of it put below another field. */
    private static final Pattern LINE =
            Pattern.compile("Struct\\{click=Struct\\{seq=(\\d+),session=[0-9A-Za-z-]+,status=\\d+,lane=left}}");

    @Test
    void everyRecordSurvivesTwoKillsInTheMiddleAndTheOffsetsGoOn() throws IOException {
        String topic = LAB.topic("clicks");
        LAB.topics().create(topic, 4);
        OutputFile file = new OutputFile(LAB.directory().resolve("clicks.txt"));
        WorkerSetup setup =
                LAB.worker("worker").property("offset.flush.interval.ms", "250").javaOpts("-Xmx512m");
        Sequence delivered = new Sequence();

        Worker worker = setup.start();
        worker.rest().create("clicks-source", source(topic));
        worker.rest().create("clicks-sink", sink(topic, file));
        Waiting.upTo(240, "40 percent are in the topic")
                .until(() -> LAB.topics().count(topic) >= COUNT * 4 / 10);
        worker.kill();
        long producedAtKill = LAB.topics().count(topic);
        assertThat(producedAtKill).as("killed in the middle").isLessThan(COUNT);

        worker = setup.start();
        awaitBothRunning(worker.rest());
        Waiting.upTo(240, "60 percent are in the file").until(() -> {
            file.follow(line -> delivered.add(sequence(line)));
            return delivered.distinct() >= COUNT * 6 / 10;
        });
        worker.kill();
        int deliveredAtKill = delivered.distinct();
        assertThat(deliveredAtKill).as("killed in the middle").isLessThan(COUNT);

        worker = setup.start();
        awaitBothRunning(worker.rest());
        Waiting.upTo(240, "all records are in the file").until(() -> {
            file.follow(line -> delivered.add(sequence(line)));
            return delivered.distinct() >= COUNT;
        });
        worker.stop();
        file.follow(line -> delivered.add(sequence(line)));

        Sequence produced = produced(topic);
        System.out.println("Killed after " + producedAtKill + " records in the topic and after " + deliveredAtKill
                + " in the file. Topic: " + produced + ". File: " + delivered);
        assertThat(delivered.isComplete(COUNT)).as("file: %s", delivered).isTrue();
        assertThat(produced.isComplete(COUNT)).as("topic: %s", produced).isTrue();
        // A source that began anew would have made the first record of its slices again.
        for (int slice = 0; slice < SLICES; slice++) {
            assertThat(produced.isRepeated(slice))
                    .as("record %s came twice", slice)
                    .isFalse();
        }
        assertThat(produced.duplicates()).isLessThan(producedAtKill / 2);
        assertThat(delivered.duplicates() - produced.duplicates())
                .as("records that the sink took twice")
                .isLessThan(deliveredAtKill / 2);
        // A stop in order leaves nothing uncommitted.
        assertThat(LAB.topics().committed("connect-clicks-sink", topic))
                .isEqualTo(LAB.topics().count(topic));
    }

    /** Nobody created them anew: the worker remembers. */
    private static void awaitBothRunning(RestClient rest) {
        assertThat(rest.get("/connectors").body().toString()).isEqualTo("[\"clicks-sink\",\"clicks-source\"]");
        rest.awaitRunning("clicks-source", 4);
        rest.awaitRunning("clicks-sink", 1);
    }

    private static Map<String, String> source(String topic) {
        Map<String, String> config = new TreeMap<>();
        config.put("connector.class", "io.penstock.connect.datagen.DatagenSourceConnector");
        config.put("tasks.max", "4");
        config.put("topic", topic);
        config.put("dataset", "clicks");
        config.put("schemas", "true");
        config.put("count", Integer.toString(COUNT));
        // So slow that the middle cannot be missed.
        config.put("rate", "20000");
        config.put("batch.size", "500");
        config.put("slices", Integer.toString(SLICES));
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "true");
        config.put("transforms", "keep,lane");
        config.put("transforms.keep.type", "org.apache.kafka.connect.transforms.ReplaceField$Value");
        config.put("transforms.keep.include", "seq,session,status");
        config.put("transforms.lane.type", "org.apache.kafka.connect.transforms.InsertField$Value");
        config.put("transforms.lane.static.field", "lane");
        config.put("transforms.lane.static.value", "left");
        return config;
    }

    private static Map<String, String> sink(String topic, OutputFile file) {
        Map<String, String> config = new TreeMap<>();
        config.put("connector.class", "FileStreamSink");
        config.put("topics", topic);
        config.put("file", file.toString());
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "true");
        config.put("transforms", "wrap");
        config.put("transforms.wrap.type", "org.apache.kafka.connect.transforms.HoistField$Value");
        config.put("transforms.wrap.field", "click");
        return config;
    }

    private static int sequence(String line) {
        Matcher matcher = LINE.matcher(line);
        assertThat(matcher.matches()).as("line %s", line).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static Sequence produced(String topic) {
        Sequence produced = new Sequence();
        LAB.topics().read(topic, value -> {
            try {
                JsonNode click = JSON.readTree(value.value()).path("payload");
                produced.add(click.path("seq").asInt(-1));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return produced;
    }
}
