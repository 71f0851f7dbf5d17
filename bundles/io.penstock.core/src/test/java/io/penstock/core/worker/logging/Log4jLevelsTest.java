package io.penstock.core.worker.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Log4jLevelsTest {

    @Test
    void readsBothFormsOfLoggers() {
        Log4jLevels levels = new Log4jLevels(Map.of(
                "log4j2.rootLogger.level", "info",
                "log4j2.logger.a.name", "org.apache",
                "log4j2.logger.a.level", "Warn",
                "log4j2.logger.b.name", "org.short",
                "log4j2.logger.b", "debug, file",
                "log4j2.logger.c.name", "no.level",
                "log4j2.appender.x.name", "x"));

        assertThat(levels.levels()).isEqualTo(Map.of("root", "INFO", "org.apache", "WARN", "org.short", "DEBUG"));
        assertThat(new Log4jLevels(Map.of()).levels()).isEqualTo(Map.of("root", "ERROR"));
        assertThat(new Log4jLevels(Map.of("log4j2.rootLogger", "TRACE, file")).levels())
                .isEqualTo(Map.of("root", "TRACE"));
    }

    @Test
    void changesALoggerWhereItIs() {
        Map<String, Object> before = new HashMap<>(Map.of(
                "log4j2.rootLogger", "INFO, file",
                "log4j2.logger.a.name", "org.apache",
                "log4j2.logger.a.level", "WARN",
                "log4j2.logger.a.appenderRef.f.ref", "file"));
        Log4jLevels levels = new Log4jLevels(before);

        levels.set("org.apache", "DEBUG");
        levels.set("root", "ERROR");

        before.put("log4j2.logger.a.level", "DEBUG");
        before.put("log4j2.rootLogger", "ERROR, file");
        assertThat(levels.properties()).isEqualTo(before);
    }

    @Test
    void addsLoggersThatAreNewAndChangesTheseLater() {
        Log4jLevels levels = new Log4jLevels(
                Map.of("log4j2.rootLogger.level", "INFO", "log4j2.loggers", "a", "log4j2.logger.a.name", "a"));

        levels.set("org.x", "DEBUG");
        levels.set("org_2e_x", "WARN");
        levels.set("org.x", "TRACE");

        assertThat(levels.levels()).isEqualTo(Map.of("root", "INFO", "org.x", "TRACE", "org_2e_x", "WARN"));
        assertThat(levels.properties())
                .containsEntry("log4j2.loggers", "a,penstock_org_2e_x,penstock_org_5f_2e_5f_x")
                .containsEntry("log4j2.logger.penstock_org_2e_x.name", "org.x")
                .hasSize(7);
    }
}
