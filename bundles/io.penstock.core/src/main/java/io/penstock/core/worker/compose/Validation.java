package io.penstock.core.worker.compose;

import io.penstock.api.config.ConfigReport;
import io.penstock.core.config.validate.ConnectorValidator;
import io.penstock.core.config.validate.InvalidConfig;
import io.penstock.core.worker.loop.Background;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Validates connector configurations away from the callers' threads and within a deadline (I3). Thread-safe. */
final class Validation {

    /** As long as Apache's REST API waits for its herder. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ConnectorValidator validator;
    private final Background background;

    Validation(ConnectorValidator validator, Background background) {
        this.validator = validator;
        this.background = background;
    }

    /** The full report. */
    CompletionStage<ConfigReport> validate(Map<String, @Nullable String> config) {
        String what = "validating the configuration of " + config.getOrDefault("name", "a connector");
        return background.call(what, PATIENCE, () -> validator.validate(config));
    }

    /** Fails with CONFIG_INVALID when the report has errors. */
    CompletionStage<Void> check(Map<String, @Nullable String> config) {
        return validate(config).thenAccept(report -> {
            InvalidConfig.of(report).ifPresent(wrong -> {
                throw wrong;
            });
        });
    }
}
