package io.penstock.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerFileTest {
    @ParameterizedTest
    @CsvSource(
            value = {"-, 5000", "200, 200", "' 30000 ', 30000", "soon, 5000"},
            nullValues = "-")
    void knowsHowLongTasksMayTake(String value, long expected) {
        Map<String, String> properties = value == null ? Map.of() : Map.of("task.shutdown.graceful.timeout.ms", value);

        assertThat(new WorkerFile(Path.of("w"), properties).taskGraceMs()).isEqualTo(expected);
    }
}
