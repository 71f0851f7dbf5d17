package io.penstock.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;

/** Our converter beside Apache's, configured alike: whatever is given to the one is given to the other. */
final class Twins {
    private final Map<String, Object> settings;
    private final JsonConverter ours = new JsonConverter();
    private final org.apache.kafka.connect.json.JsonConverter theirs =
            new org.apache.kafka.connect.json.JsonConverter();
    private final String context;
    private int failures;

    Twins(String context, Map<String, ?> settings) {
        this.settings = new HashMap<>(settings);
        this.context = context + " " + settings;
        ours.configure(this.settings, false);
        theirs.configure(this.settings, false);
    }

    /** All settings that make a difference, the caches small and off too. */
    static List<Map<String, Object>> allSettings() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (boolean schemas : new boolean[] {true, false}) {
            for (boolean replace : new boolean[] {true, false}) {
                for (String decimals : List.of("BASE64", "numeric")) {
                    for (int cache : new int[] {1000, 3, 0}) {
                        all.add(Map.of(
                                "schemas.enable", schemas,
                                "replace.null.with.default", replace,
                                "decimal.format", decimals,
                                "schemas.cache.size", cache));
                    }
                }
            }
        }
        return all;
    }

    /** The seed of a random test: the given one, else a new one; printed either way. */
    static long seed(String test) {
        long seed = Long.getLong("penstock.seed", System.nanoTime());
        System.out.println(test + " -Dpenstock.seed=" + seed);
        return seed;
    }

    /** How often a random test does what it does; {@code -Dpenstock.rounds=50} makes it a long test. */
    static int times(int usual) {
        return usual * Integer.getInteger("penstock.rounds", 1);
    }

    /** The number of inputs so far that both refused. */
    int failures() {
        return failures;
    }

    /** Writes a value with both; returns the bytes, or null if both refused. */
    byte[] write(Schema schema, Object value) {
        Outcome<byte[]> their = Outcome.of(() -> theirs.fromConnectData("t", schema, value));
        Outcome<byte[]> our = Outcome.of(() -> ours.fromConnectData("t", schema, value));
        if (their.failure != null) {
            failures++;
        }
        if (our.failure != null || their.failure != null || !Arrays.equals(our.result, their.result)) {
            compare(
                    our.describe(),
                    their.describe(),
                    () -> "writing " + Description.of(value) + " as " + Description.of(schema));
        }
        return their.result;
    }

    /** Reads a document with both. */
    void read(byte[] document) {
        byte[] before = document == null ? null : document.clone();
        Outcome<?> their = Outcome.of(() -> theirs.toConnectData("t", document));
        Outcome<?> our = Outcome.of(() -> ours.toConnectData("t", document));
        if (their.failure != null) {
            failures++;
        }
        compare(our.describe(), their.describe(), () -> "reading " + Description.ofDocument(document));
        assertThat(document).isEqualTo(before);
    }

    private void compare(String our, String their, Supplier<String> input) {
        if (!our.equals(their)) {
            int difference = Math.max(0, Arrays.mismatch(our.getBytes(UTF_8), their.getBytes(UTF_8)) - 100);
            assertThat(excerpt(our, difference, 300))
                    .as("%s %s", context, excerpt(input.get(), 0, 3000))
                    .isEqualTo(excerpt(their, difference, 300));
        }
    }

    private static String excerpt(String text, int start, int length) {
        return text.substring(Math.min(start, text.length()), Math.min(start + length, text.length()));
    }

    /** Reads a document three times: as unknown, as known, and as known among others. */
    void readAgain(byte[] document) {
        read(document);
        read(document);
        read("{\"schema\":{\"type\":\"string\"},\"payload\":\"between\"}".getBytes(UTF_8));
        read(document);
    }

    /** What came of a call. */
    private static final class Outcome<T> {
        private final T result;
        private final Throwable failure;

        private Outcome(T result, Throwable failure) {
            this.result = result;
            this.failure = failure;
        }

        static <T> Outcome<T> of(Callable<T> call) {
            try {
                return new Outcome<>(call.call(), null);
            } catch (Exception | StackOverflowError e) {
                return new Outcome<>(null, e);
            }
        }

        String describe() {
            if (failure == null) {
                return Description.of(result);
            }
            StringBuilder text = new StringBuilder("failed");
            for (Throwable each = failure; each != null; each = each.getCause()) {
                // Jackson's data binding has exceptions of its own (for base64, of the parser's
                // IllegalArgumentException) that we
                // do not have; those of its parser are the same.
                if (!isOfDataBinding(each)) {
                    text.append(": ").append(each.getClass().getName());
                    // The JVM words the message of a null pointer after the line of code.
                    boolean worded = !(each instanceof NullPointerException);
                    if (worded && (each == failure || !isOfDataBinding(each.getCause()))) {
                        text.append(' ').append(each.getMessage());
                    }
                }
            }
            return text.toString();
        }

        private static boolean isOfDataBinding(Throwable exception) {
            return exception instanceof IllegalArgumentException
                    || exception != null && exception.getClass().getName().startsWith("com.fasterxml.jackson.databind");
        }
    }
}
