package io.penstock.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerArgumentsTest {
    @Test
    void readsWhatItWrites() {
        BrokerArguments arguments =
                new BrokerArguments(Path.of("/a data/dir"), 9092, 9093, Map.of("num.partitions", "3", "odd", "a=b"));

        assertThat(BrokerArguments.parse(arguments.toCommandLine())).isEqualTo(arguments);
    }

    @Test
    void takesFreePortsUnlessTold() {
        BrokerArguments arguments = BrokerArguments.parse(List.of("--data", "/d"));

        assertThat(arguments.port()).isZero();
        assertThat(arguments.controllerPort()).isZero();
        assertThat(arguments.properties()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 1                     | --data is missing",
                "--data                       | --data needs a value",
                "--data /d --port x           | --port x is not a number",
                "--data /d --port 65536       | --port 65536 is not a port",
                "--data /d --controller-port -1 | --controller-port -1 is not a port",
                "--data /d --property novalue | --property novalue is not KEY=VALUE",
                "--data /d --verbose yes      | Unknown argument --verbose",
            })
    void namesTheArgumentAtFault(String line, String message) {
        assertThatThrownBy(() -> BrokerArguments.parse(List.of(line.split(" "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
