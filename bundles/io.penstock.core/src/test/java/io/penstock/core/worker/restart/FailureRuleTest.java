package io.penstock.core.worker.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.ErrorCode;
import io.penstock.core.config.RestartSettings;
import io.penstock.core.pipeline.tolerance.Guard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.SocketTimeoutException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureRuleTest {

    private static FailureRule rule(Set<String> retriable, Set<String> fatal) {
        return new FailureRule(new RestartSettings(1, 2, 3, 0, -1, 1, retriable, fatal));
    }

    private static Throwable exceeded(Throwable cause) {
        return new ConnectException(Guard.EXCEEDED, cause);
    }

    private static Throwable wrapped(Throwable cause) {
        return new ConnectException("Exiting", new RuntimeException(cause));
    }

    static Stream<Arguments> retriable() {
        return Stream.of(
                        new RetriableException("later"),
                        new RetriableException(new DataException("the plugin says later, so be it")),
                        new TimeoutException("broker away"),
                        new ConnectException("connection refused", new java.net.ConnectException()),
                        new UncheckedIOException(new NoSuchFileException("/data/in")),
                        new IllegalStateException("not known"),
                        new NullPointerException(),
                        new TopicAuthorizationException(Set.of("t")),
                        wrapped(new TopicAuthorizationException("t")),
                        new ConnectException("a dead letter could not be written", new RecordTooLargeException("x")),
                        exceeded(new RetriableException("registry away")),
                        exceeded(new DataException("no schema", new RetriableException("registry away"))),
                        new ConnectException("constructor", new InvocationTargetException(new IOException())),
                        ErrorCode.TIMEOUT.of("slow provider"),
                        ErrorCode.CONFIG_INVALID.of("provider failed in get()", new IOException("vault away")),
                        new KafkaException("Failed to construct kafka consumer"))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("retriable")
    void isWorthARestart(Throwable failure) {
        Verdict verdict = rule(Set.of(), Set.of()).judge(failure);
        assertThat(verdict.fatal()).as(verdict.reason()).isFalse();
        assertThat(verdict.reason())
                .startsWith("failed with " + failure.getClass().getName());
    }

    static Stream<Arguments> fatal() {
        return Stream.of(
                Arguments.of(new ConfigException("file", null, "missing"), "configuration is wrong"),
                Arguments.of(wrapped(new ConfigException("no")), "configuration is wrong"),
                Arguments.of(ErrorCode.CONFIG_INVALID.of("override not allowed"), "configuration is wrong"),
                Arguments.of(ErrorCode.BAD_REQUEST.of("no such provider"), "configuration is wrong"),
                Arguments.of(
                        ErrorCode.CONFIG_INVALID.of("provider failed in get()", new ConfigException("no such file")),
                        "configuration is wrong"),
                Arguments.of(new ConnectException("gone", new NoClassDefFoundError("x/Y")), "class is missing"),
                Arguments.of(new ConnectException("gone", new ClassNotFoundException("x.Y")), "class is missing"),
                Arguments.of(new ConnectException("no", new NoSuchMethodException()), "class is missing"),
                Arguments.of(new OutOfMemoryError("heap"), "JVM"),
                Arguments.of(new StackOverflowError(), "JVM"),
                Arguments.of(wrapped(new AssertionError()), "JVM"),
                Arguments.of(new SaslAuthenticationException("wrong password"), "credentials"),
                Arguments.of(wrapped(new SslAuthenticationException("no")), "credentials"),
                Arguments.of(exceeded(new DataException("bad")), "same record"),
                Arguments.of(exceeded(new SocketTimeoutException()), "java.net.SocketTimeoutException"),
                Arguments.of(new DataException("bad"), "errors.tolerance=all"),
                Arguments.of(new ConnectException("no", new SerializationException("bad")), "same record"),
                Arguments.of(
                        new ConnectException(Guard.EXCEEDED + ": 3 in a row", new RetriableException("x")),
                        "more records fail than are tolerated"));
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void wouldComeAgain(Throwable failure, String reason) {
        Verdict verdict = rule(Set.of(), Set.of()).judge(failure);
        assertThat(verdict.fatal()).isTrue();
        assertThat(verdict.reason()).contains(reason);
    }

    @Test
    void theUserHasTheLastWord() {
        assertThat(rule(Set.of("java.net.SocketTimeoutException"), Set.of())
                        .judge(exceeded(new SocketTimeoutException()))
                        .fatal())
                .isFalse();
        assertThat(rule(Set.of(), Set.of(IOException.class.getName())).judge(wrapped(new NoSuchFileException("x"))))
                .isEqualTo(new Verdict(true, "errors.restart.fatal.exceptions names java.io.IOException"));
        assertThat(rule(Set.of("java.lang.Throwable"), Set.of("java.lang.Error"))
                        .judge(wrapped(new OutOfMemoryError()))
                        .fatal())
                .isTrue();
    }

    @Test
    void showsNamesNotMessages() {
        String secret = "password=hush";
        for (Throwable failure : new Throwable[] {
            new ConfigException(secret), new DataException(secret), wrapped(new IOException(secret))
        }) {
            assertThat(rule(Set.of(), Set.of()).judge(failure).reason()).doesNotContain("hush");
        }
    }

    @Test
    void survivesWhatIsOdd() {
        assertThat(rule(Set.of("x"), Set.of("y")).judge(null))
                .isEqualTo(new Verdict(false, "failed without saying why"));
        Exception one = new Exception();
        Exception two = new Exception(one);
        one.initCause(two);
        assertThat(rule(Set.of("x"), Set.of("y")).judge(one).fatal()).isFalse();
    }
}
