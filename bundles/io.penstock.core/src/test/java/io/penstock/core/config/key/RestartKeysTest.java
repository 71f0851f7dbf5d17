package io.penstock.core.config.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.core.config.RestartSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartKeysTest {

    private static final Map<String, String> ON = Map.of(RestartKeys.POLICY, "backoff");

    @Test
    void isOffByDefault() {
        assertThat(RestartKeys.read(Map.of("name", "a"))).isEmpty();
        assertThat(RestartKeys.read(Map.of(RestartKeys.POLICY, "none"))).isEmpty();
    }

    @Test
    void defaultsAreFilledIn() {
        assertThat(RestartKeys.read(ON))
                .contains(new RestartSettings(1000, 2.0, 300_000, 0.2, -1, 600_000, Set.of(), Set.of()));
    }

    @Test
    void everyKeyIsRead() {
        Map<String, String> config = new HashMap<>(ON);
        config.put(RestartKeys.INITIAL_DELAY, "5");
        config.put(RestartKeys.MULTIPLIER, "1.5");
        config.put(RestartKeys.MAX_DELAY, "50");
        config.put(RestartKeys.JITTER, "0");
        config.put(RestartKeys.MAX_ATTEMPTS, "3");
        config.put(RestartKeys.RESET_AFTER, "7");
        config.put(RestartKeys.RETRIABLE, "a.B, c.D");
        config.put(RestartKeys.FATAL, "e.F");

        assertThat(config).containsOnlyKeys(RestartKeys.names());
        assertThat(RestartKeys.read(config))
                .contains(new RestartSettings(5, 1.5, 50, 0, 3, 7, Set.of("a.B", "c.D"), Set.of("e.F")));
    }

    @ParameterizedTest
    @CsvSource({
        "errors.restart.policy, always",
        "errors.restart.initial.delay.ms, 0",
        "errors.restart.multiplier, 0.5",
        "errors.restart.multiplier, NaN",
        "errors.restart.multiplier, Infinity",
        "errors.restart.max.delay.ms, 0",
        "errors.restart.max.delay.ms, 9223372036854775807",
        "errors.restart.jitter, 1.1",
        "errors.restart.jitter, NaN",
        "errors.restart.max.attempts, -2",
        "errors.restart.reset.after.ms, -1",
        "errors.restart.initial.delay.ms, soon",
    })
    void whatMakesNoSenseIsRefusedAndIsNoPolicy(String key, String value) {
        Map<String, String> config = new HashMap<>(ON);
        config.put(key, value);

        assertThatThrownBy(() -> RestartKeys.addTo(new ConfigDef()).parse(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value);
        assertThat(RestartKeys.read(config)).isEmpty();
    }

    @Test
    void theGuideHasEveryKeyWithItsDefault() throws IOException {
        String guide = Files.readString(Path.of("../../docs/restarts.md"));
        RestartKeys.addTo(new ConfigDef()).configKeys().values().forEach(key -> {
            String shown = ConfigDef.convertToString(key.defaultValue, key.type);
            assertThat(guide).contains("| `" + key.name + "` | " + (shown.isEmpty() ? "" : "`" + shown + "` ") + "|");
        });
    }
}
