package io.penstock.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @Test
    void numbersAreAPromise() {
        assertThat(Arrays.stream(ExitCode.values()).map(code -> code.name() + " " + code.number()))
                .containsExactly(
                        "OK 0",
                        "USAGE 1",
                        "FAILED 2",
                        "CONFIG_INVALID 3",
                        "PORT_IN_USE 4",
                        "BROKER_UNREACHABLE 5",
                        "STORE_DAMAGED 6",
                        "ALREADY_RUNNING 7",
                        "NOT_RUNNING 8");
    }

    @Test
    void numbersAreDocumented() throws IOException {
        String guide = Files.readString(Path.of("../../docs/getting-started.md"));

        for (ExitCode code : ExitCode.values()) {
            assertThat(guide).containsPattern("\\| " + code.number() + " \\| \\w+");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIG_INVALID, 3",
        "PORT_IN_USE, 4",
        "BROKER_UNREACHABLE, 5",
        "STORE_DAMAGED, 6",
        "INTERNAL, 2",
        "NOT_RUNNING, 2",
        "something new, 2",
    })
    void translatesWhatTheWorkerSays(String code, int number) {
        assertThat(ExitCode.ofFailure(code).number()).isEqualTo(number);
    }
}
