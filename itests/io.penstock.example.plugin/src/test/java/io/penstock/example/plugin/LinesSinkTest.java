package io.penstock.example.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesSinkTest {

    @TempDir
    Path directory;

    private static SinkRecord record(Object value) {
        return new SinkRecord("numbers", 0, null, null, Schema.INT64_SCHEMA, value, 0);
    }

    @Test
    void appendsALineForEachRecord() {
        Path file = directory.resolve("out.txt");
        for (long first : new long[] {0, 2}) {
            LinesSinkTask task = new LinesSinkTask();
            task.start(Map.of("file", file.toString()));
            task.put(List.of(record(first), record(first + 1)));
            task.flush(Map.of());
            task.stop();
        }
        assertThat(file).hasContent("0\n1\n2\n3");
    }

    @Test
    void aFileThatCannotBeOpenedIsTriedAgain() {
        LinesSinkTask task = new LinesSinkTask();
        Map<String, String> settings =
                Map.of("file", directory.resolve("missing/out.txt").toString());
        assertThatThrownBy(() -> task.start(settings)).isInstanceOf(RetriableException.class);
        task.stop();
    }

    @Test
    void oneFileHasOneWriter() {
        LinesSinkConnector connector = new LinesSinkConnector();
        connector.start(Map.of("file", "out.txt"));
        assertThat(connector.taskConfigs(2)).containsExactly(Map.of("file", "out.txt"));
        assertThat(connector.taskClass()).isEqualTo(LinesSinkTask.class);
    }
}
