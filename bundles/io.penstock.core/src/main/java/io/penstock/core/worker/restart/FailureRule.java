package io.penstock.core.worker.restart;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.core.config.RestartSettings;
import io.penstock.core.config.key.RestartKeys;
import io.penstock.core.pipeline.tolerance.Guard;
import io.penstock.core.worker.instance.TaskConfigs;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures that may be over after a while from those that would come again. Pure.
 *
 * <p>What the user names comes first, wherever in the chain of causes it is. Of the rest the outermost throwable that says
 * something decides: {@code RetriableException}s, Kafka's and Connect's, are worth a restart; these are not:
 *
 * <ul>
 *   <li>a configuration that is wrong, for its change starts everything anew anyway;
 *   <li>a class that is missing or does not fit, for it does not come by waiting, and a plugin that is deployed again starts
 *       its connectors anyway;
 *   <li>any other {@link Error}: after it nothing is known of the JVM's state, or it is a defect, and an endless row of
 *       restarts would hide both;
 *   <li>credentials that Kafka refuses: they are in the configuration, and trying again may lock the account. Missing
 *       permission is another thing: it is given on the broker, nothing in the connector changes by it, and a try costs one
 *       request, so it is worth a restart;
 *   <li>a record that cannot be processed: the same record comes again. So does a flood of them;
 * </ul>
 *
 * <p>Everything else, a dead letter that could not be written included, is worth a restart: most of it is a system at the
 * other end that is away for a while, and the delays grow.
 */
final class FailureRule {

    /** Chains that go round in a circle end here. */
    private static final int LONGEST_CHAIN = 100;

    private final Set<String> retriable;
    private final Set<String> fatal;

    FailureRule(RestartSettings settings) {
        this.retriable = settings.retriable();
        this.fatal = settings.fatal();
    }

    /** What to think of a failure; null when it is not known what happened. */
    Verdict judge(@Nullable Throwable failure) {
        List<Throwable> chain = chain(failure);
        Optional<String> named = named(chain, fatal);
        if (named.isPresent()) {
            return new Verdict(true, RestartKeys.FATAL + " names " + named.get());
        }
        if (named(chain, retriable).isEmpty()) {
            for (int i = 0; i < chain.size(); i++) {
                Throwable one = chain.get(i);
                List<Throwable> causes = chain.subList(i + 1, chain.size());
                if (isRetriable(one) || isRecordWorthAnotherTry(one, causes)) {
                    break;
                }
                String hopeless = hopeless(one, causes);
                if (hopeless != null) {
                    return new Verdict(true, hopeless);
                }
            }
        }
        return new Verdict(false, describe(chain));
    }

    private static @Nullable String hopeless(Throwable one, List<Throwable> causes) {
        String name = one.getClass().getName();
        if (one instanceof LinkageError
                || (one instanceof ReflectiveOperationException && !(one instanceof InvocationTargetException))) {
            return "a class is missing or does not fit (" + name + "); deploy a plugin that has it";
        }
        if (one instanceof Error) {
            return "the JVM or the plugin's code is at fault (" + name + "); mend that, then restart it";
        }
        if (isConfiguration(one)) {
            return "its configuration is wrong (" + name + "); change it";
        }
        if (one instanceof AuthenticationException) {
            return "Kafka refuses its credentials (" + name + "); correct them, then restart it";
        }
        if (one instanceof ConnectException && String.valueOf(one.getMessage()).startsWith(Guard.EXCEEDED)) {
            return isRecord(one)
                    ? again((causes.isEmpty() ? one : causes.get(0)).getClass().getName())
                    : "more records fail than are tolerated; mend what they fail on, then restart it";
        }
        if (one instanceof DataException || one instanceof SerializationException) {
            return again(name);
        }
        return null;
    }

    private static boolean isRecordWorthAnotherTry(Throwable one, List<Throwable> causes) {
        return isRecord(one) && causes.stream().anyMatch(FailureRule::isRetriable);
    }

    /** Whether one record failed that is not tolerated; a longer message tells of a flood. */
    private static boolean isRecord(Throwable one) {
        return one instanceof ConnectException && Guard.EXCEEDED.equals(one.getMessage());
    }

    private static String again(String name) {
        return "the same record would fail again (" + name
                + "); mend what it fails on and restart it, or skip such records with errors.tolerance=all";
    }

    /** What the worker found in it itself; with a cause it is the cause that decides, such as a provider's. */
    private static boolean isConfiguration(Throwable one) {
        return one instanceof ConfigException
                || one instanceof TaskConfigs.TooMany
                || (one instanceof WorkerException e
                        && e.getCause() == null
                        && (e.code() == ErrorCode.CONFIG_INVALID || e.code() == ErrorCode.BAD_REQUEST));
    }

    private static boolean isRetriable(Throwable one) {
        return one instanceof RetriableException || one instanceof org.apache.kafka.common.errors.RetriableException;
    }

    private static String describe(List<Throwable> chain) {
        if (chain.isEmpty()) {
            return "failed without saying why";
        }
        String outer = chain.get(0).getClass().getName();
        String inner = chain.get(chain.size() - 1).getClass().getName();
        return "failed with " + outer + (chain.size() == 1 ? "" : " because of " + inner);
    }

    private static List<Throwable> chain(@Nullable Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable one = failure; one != null && chain.size() < LONGEST_CHAIN; one = one.getCause()) {
            chain.add(one);
        }
        return chain;
    }

    /** By name, for the class may be one of a plugin's loader. */
    private static Optional<String> named(List<Throwable> chain, Set<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        for (Throwable one : chain) {
            for (Class<?> type = one.getClass(); type != null; type = type.getSuperclass()) {
                if (names.contains(type.getName())) {
                    return Optional.of(type.getName());
                }
            }
        }
        return Optional.empty();
    }
}
