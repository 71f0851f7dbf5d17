package io.penstock.core.config.key;

import io.penstock.core.config.RestartSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** The keys of the restart policy, which every connector has. Apache's worker has no such thing and ignores them. */
public final class RestartKeys {

    /** Whether what has failed is restarted. */
    public static final String POLICY = "errors.restart.policy";
    /** Wait before the first restart. */
    public static final String INITIAL_DELAY = "errors.restart.initial.delay.ms";
    /** Growth of the wait. */
    public static final String MULTIPLIER = "errors.restart.multiplier";
    /** Longest wait. */
    public static final String MAX_DELAY = "errors.restart.max.delay.ms";
    /** Spread of the wait. */
    public static final String JITTER = "errors.restart.jitter";
    /** How many restarts in a row. */
    public static final String MAX_ATTEMPTS = "errors.restart.max.attempts";
    /** When restarts are counted from 0 again. */
    public static final String RESET_AFTER = "errors.restart.reset.after.ms";
    /** What is worth a restart. */
    public static final String RETRIABLE = "errors.restart.retriable.exceptions";
    /** What is not. */
    public static final String FATAL = "errors.restart.fatal.exceptions";

    private static final String BACKOFF = "backoff";
    /** A longer wait is a mistake, and the sum of a time and a wait has to be a time. */
    private static final long YEAR_MS = 365L * 24 * 60 * 60 * 1000;

    private static final String TABLE = """
            errors.restart.policy | STRING | none | MEDIUM | Error Handling 20 | SHORT | Restart Policy
              With 'backoff' a connector or a task that has failed is restarted after a while, unless its failure is one
              that would come again. With 'none' it stays FAILED until it is restarted by order.
            errors.restart.initial.delay.ms | LONG | 1000 | LOW | Error Handling 21 | MEDIUM | Initial Restart Delay
              Wait between a failure and the first restart, in ms.
            errors.restart.multiplier | DOUBLE | 2.0 | LOW | Error Handling 22 | SHORT | Restart Delay Multiplier
              How much longer each wait is than the one before it.
            errors.restart.max.delay.ms | LONG | 300000 | LOW | Error Handling 23 | MEDIUM | Maximum Restart Delay
              Longest wait before a restart, in ms.
            errors.restart.jitter | DOUBLE | 0.2 | LOW | Error Handling 24 | SHORT | Restart Delay Jitter
              Part of the wait by which it is shortened at random at most, so that tasks that failed together do not come
              back together; 0 for none.
            errors.restart.max.attempts | INT | -1 | LOW | Error Handling 25 | SHORT | Maximum Restarts
              How many restarts in a row; when the last one did not help either, it stays FAILED. -1 for any number.
            errors.restart.reset.after.ms | LONG | 600000 | LOW | Error Handling 26 | MEDIUM | Restart Reset Time
              How long it has to run without a failure before restarts are counted from 0 again, in ms.
            errors.restart.retriable.exceptions | LIST | "" | LOW | Error Handling 27 | LONG | Retriable Exceptions
              Names of exception classes that are worth a restart though they are not by default. A failure is one of
              them when it or one of its causes is of such a class or of a subclass.
            errors.restart.fatal.exceptions | LIST | "" | LOW | Error Handling 28 | LONG | Fatal Exceptions
              Names of exception classes that are not worth a restart though they are by default. They go before
              errors.restart.retriable.exceptions.""";

    private RestartKeys() {}

    /** The names of these keys. */
    public static Set<String> names() {
        return new TreeSet<>(addTo(new ConfigDef()).names());
    }

    /** Adds these keys to a definition. */
    static ConfigDef addTo(ConfigDef def) {
        Validator names = ValidList.anyNonDuplicateValues(true, false);
        return new KeyTable(TABLE)
                .rule(POLICY, ValidString.in("none", BACKOFF))
                .rule(INITIAL_DELAY, Range.atLeast(1))
                .rule(MULTIPLIER, finite(Range.atLeast(1)))
                .rule(MAX_DELAY, Range.between(1, YEAR_MS))
                .rule(JITTER, finite(Range.between(0, 1)))
                .rule(MAX_ATTEMPTS, Range.atLeast(-1))
                .rule(RESET_AFTER, Range.atLeast(0))
                .rule(RETRIABLE, names)
                .rule(FATAL, names)
                .defineIn(def);
    }

    /**
     * Reads the policy; empty when there is none, or when its keys cannot be read, which validation and start complain of.
     *
     * @param config all keys of a connector, variables resolved as far as they could be
     */
    public static Optional<RestartSettings> read(Map<String, String> config) {
        Map<String, String> present = new HashMap<>(config);
        present.values().removeIf(Objects::isNull);
        try {
            Map<String, Object> values = addTo(new ConfigDef()).parse(present);
            return BACKOFF.equals(values.get(POLICY)) ? Optional.of(settings(values)) : Optional.empty();
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private static RestartSettings settings(Map<String, Object> values) {
        return new RestartSettings(
                number(values, INITIAL_DELAY).longValue(),
                number(values, MULTIPLIER).doubleValue(),
                number(values, MAX_DELAY).longValue(),
                number(values, JITTER).doubleValue(),
                number(values, MAX_ATTEMPTS).intValue(),
                number(values, RESET_AFTER).longValue(),
                names(values, RETRIABLE),
                names(values, FATAL));
    }

    private static Number number(Map<String, Object> values, String key) {
        return (Number) Objects.requireNonNull(values.get(key), key);
    }

    private static Set<String> names(Map<String, Object> values, String key) {
        return ((List<?>) Objects.requireNonNull(values.get(key), key))
                .stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /** Ranges let NaN pass. */
    static Validator finite(Range range) {
        return LambdaValidator.with(
                (name, value) -> {
                    range.ensureValid(name, value);
                    if (value instanceof Double number && !Double.isFinite(number)) {
                        throw new ConfigException(name, value, "Value must be a finite number");
                    }
                },
                range::toString);
    }
}
