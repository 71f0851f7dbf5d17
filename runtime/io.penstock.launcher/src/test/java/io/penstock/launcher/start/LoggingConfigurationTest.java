package io.penstock.launcher.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.penstock.launcher.home.Layout;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingConfigurationTest {
    @TempDir
    private Path home;

    @Test
    void librariesAreQuietUnlessTheUserSaysOtherwise() throws Exception {
        Map<String, String> configuration = LoggingConfiguration.of(layout(), true);

        assertThat(configuration)
                .contains(entry("log4j2.rootLogger.level", "INFO"))
                .contains(
                        entry("log4j2.logger.jetty.name", "org.eclipse.jetty"),
                        entry("log4j2.logger.jetty.level", "WARN"))
                .contains(
                        entry("log4j2.logger.clients.name", "org.apache.kafka"),
                        entry("log4j2.logger.clients.level", "WARN"));
    }

    @Test
    void theConsoleIsLeftOutForAWorkerInTheBackground() throws Exception {
        assertThat(LoggingConfiguration.of(layout(), true)).containsKey("log4j2.rootLogger.appenderRef.console.ref");
        assertThat(LoggingConfiguration.of(layout(), false))
                .doesNotContainKey("log4j2.rootLogger.appenderRef.console.ref")
                .containsKey("log4j2.rootLogger.appenderRef.file.ref");
    }

    private Layout layout() {
        return new Layout(home, home, home, home);
    }
}
