package io.penstock.core.worker.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.api.logging.LoggerLevel;
import io.penstock.core.store.local.LocalLevelStore;
import io.penstock.core.worker.loop.Background;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelsServiceTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

    @TempDir
    Path directory;

    private final Background background = new Background();
    private final Levels backend = new Levels();

    /** A logging that is a map. */
    private static final class Levels implements LogBackend {

        private final SortedMap<String, String> levels =
                new TreeMap<>(Map.of(ROOT, "INFO", "org.foo", "WARN", "org.foo.bar", "ERROR", "org.foobar", "ERROR"));

        @Override
        public synchronized SortedMap<String, String> levels() {
            return new TreeMap<>(levels);
        }

        @Override
        public synchronized void set(SortedMap<String, String> changed) {
            levels.putAll(changed);
        }

        @Override
        public boolean mayLog(String logger) {
            return Set.of("com.acme", "com.acme.Main").contains(logger);
        }
    }

    private LevelsService service(LocalLevelStore kept) {
        return new LevelsService(backend, kept, background, () -> NOW);
    }

    @AfterEach
    void close() {
        background.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void aLevelHoldsForALoggerAndThoseBelowIt() {
        try (LocalLevelStore kept = new LocalLevelStore(directory, false)) {
            LevelsService service = service(kept);

            assertThat(get(service.set("org.foo", "debug", false))).containsExactly("org.foo", "org.foo.bar");
            assertThat(service.levels())
                    .isEqualTo(Map.of(
                            "root", new LoggerLevel("INFO", null),
                            "org.foo", new LoggerLevel("DEBUG", NOW),
                            "org.foo.bar", new LoggerLevel("DEBUG", NOW),
                            "org.foobar", new LoggerLevel("ERROR", null)));
            assertThat(get(service.set("org.foo", "DEBUG", false))).isEmpty();
            assertThat(get(service.set("com.acme.Main", "INFO", false))).isEmpty();
            assertThat(get(service.set("com.acme", "TRACE", false))).containsExactly("com.acme", "com.acme.Main");
            assertThat(get(service.set("ROOT", "OFF", false))).hasSize(6).contains("root", "org.foobar");
            assertThat(kept.levels()).isEmpty();
        }
    }

    @Test
    void aLoggerInheritsTheLevelOfTheNearestAboveIt() {
        try (LocalLevelStore kept = new LocalLevelStore(directory, false)) {
            LevelsService service = service(kept);
            get(service.set("org.foo.bar", "TRACE", false));

            assertThat(service.level("org.foo.bar.Deep")).isEqualTo(new LoggerLevel("TRACE", NOW));
            assertThat(service.level("org.foo.Other")).isEqualTo(new LoggerLevel("WARN", null));
            assertThat(service.level("org")).isEqualTo(new LoggerLevel("INFO", null));
            assertThat(service.level("com.acme.Main").level()).isEqualTo("INFO");
            assertThat(service.level("Root").level()).isEqualTo("INFO");
            assertThatThrownBy(() -> service.level("nope"))
                    .isInstanceOfSatisfying(
                            WorkerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LOGGER_NOT_FOUND))
                    .hasMessage("Logger nope not found.");
        }
    }

    @Test
    void nonsenseIsRefused() {
        try (LocalLevelStore kept = new LocalLevelStore(directory, false)) {
            LevelsService service = service(kept);

            for (String bad : List.of("BAD", "", "INFORMATION", "null")) {
                assertFails(service.set("a", bad, false), ErrorCode.LEVEL_UNKNOWN, "'" + bad + "'");
            }
            assertFails(service.set("a b", "INFO", false), ErrorCode.BAD_REQUEST, "'a b'");
            var unknown = new LevelsService(new UnknownBackend(), kept, background, () -> NOW);
            assertFails(unknown.set("a", "INFO", true), ErrorCode.CONFLICT, "Pax Logging");
            assertThat(kept.levels()).isEmpty();
            assertThat(unknown.levels()).containsOnlyKeys("root");
            assertThat(unknown.level("any.Thing").level())
                    .isEqualTo(unknown.levels().get("root").level());
        }
    }

    private static void assertFails(CompletionStage<?> stage, ErrorCode code, String text) {
        assertThatThrownBy(() -> get(stage))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WorkerException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(text);
    }

    @Test
    void whatIsKeptIsSetAgainAfterARestart() {
        try (LocalLevelStore kept = new LocalLevelStore(directory, false)) {
            LevelsService service = service(kept);
            get(service.set("org.foo.bar", "TRACE", true));
            get(service.set("org.foobar", "ALL", true));
            get(service.set("org.foo", "DEBUG", true));
            get(service.set("root", "WARN", false));
        }
        try (LocalLevelStore kept = new LocalLevelStore(directory, false)) {
            LevelsService service = service(kept);
            assertThat(kept.levels()).containsOnlyKeys("org.foo", "org.foobar");
            get(service.restore());

            assertThat(service.level("org.foo")).isEqualTo(new LoggerLevel("DEBUG", NOW));
            assertThat(service.level("org.foobar")).isEqualTo(new LoggerLevel("ALL", NOW));
            assertThat(service.levels().get("root")).isEqualTo(new LoggerLevel("WARN", null));
        }
    }
}
