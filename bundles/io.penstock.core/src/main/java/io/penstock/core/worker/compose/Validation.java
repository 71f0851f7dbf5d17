package io.penstock.core.worker.compose;

import io.penstock.api.config.ConfigReport;
import io.penstock.core.config.connector.PluginNeeds;
import io.penstock.core.config.key.ConnectorKeys;
import io.penstock.core.config.validate.ConnectorValidator;
import io.penstock.core.config.validate.InvalidConfig;
import io.penstock.core.plugin.Plugins;
import io.penstock.core.plugin.Resolution;
import io.penstock.core.worker.loop.Background;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates connector configurations away from the callers' threads and within a deadline (I3). Thread-safe. */
final class Validation {

    /** As long as Apache's REST API waits for its herder. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Pattern CLASS_WITH_PACKAGE =
            Pattern.compile("(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\.)+"
                    + "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*");

    private final ConnectorValidator validator;
    private final Plugins plugins;
    private final Background background;

    Validation(ConnectorValidator validator, Plugins plugins, Background background) {
        this.validator = validator;
        this.plugins = plugins;
        this.background = background;
    }

    /** The full report. */
    CompletionStage<ConfigReport> validate(Map<String, @Nullable String> config) {
        String what = "validating the configuration of " + config.getOrDefault("name", "a connector");
        return background.call(what, PATIENCE, () -> validator.validate(config));
    }

    /**
     * Fails with CONFIG_INVALID when the report has errors. A connector whose class is written in full and offered by no
     * bundle passes unseen: it waits for the bundle as UNASSIGNED. Its simple name could come to mean several classes, so
     * that is refused, as Apache's worker does.
     */
    CompletionStage<Void> check(Map<String, @Nullable String> config) {
        if (isAwaited(config)) {
            return CompletableFuture.completedFuture(null);
        }
        return validate(config).thenAccept(report -> {
            InvalidConfig.of(report).ifPresent(wrong -> {
                throw wrong;
            });
        });
    }

    private boolean isAwaited(Map<String, @Nullable String> config) {
        String name = config.get(ConnectorKeys.CONNECTOR_CLASS);
        return name != null
                && CLASS_WITH_PACKAGE.matcher(name.trim()).matches()
                && !config.containsValue(null)
                && plugins.view().resolve(PluginNeeds.CONNECTORS, name.trim(), null) instanceof Resolution.Missing;
    }
}
