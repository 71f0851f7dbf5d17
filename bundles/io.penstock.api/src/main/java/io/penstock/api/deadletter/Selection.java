package io.penstock.api.deadletter;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which letters of a queue. A letter has to satisfy all that is given; null says nothing.
 *
 * @param stage where they failed, or {@code unknown}
 * @param exception full or simple name of the exception's class
 * @param time timestamps of the records, in ms since 1970
 * @param topic the original topic
 * @param partition the original partition
 * @param offsets the original offsets
 * @param queuePartition the partition of the dead letter topic
 * @param queue the offsets in the dead letter topic
 * @param attempt how often they have been replayed
 * @param ids their ids; empty for any
 */
public record Selection(
        @Nullable String stage,
        @Nullable String exception,
        Range time,
        @Nullable String topic,
        @Nullable Integer partition,
        Range offsets,
        @Nullable Integer queuePartition,
        Range queue,
        @Nullable Integer attempt,
        List<String> ids) {

    /** The names of what a selection can be made of, in requests of all kinds. */
    public static final List<String> PARAMETERS = List.of(
            "stage",
            "exception",
            "since",
            "until",
            "topic",
            "partition",
            "offset_from",
            "offset_to",
            "queue_partition",
            "queue_from",
            "queue_to",
            "attempt",
            "ids");

    /** How many ids a selection may name. */
    public static final int MOST_IDS = 10_000;

    private static final List<String> STAGES = List.of(
            "TRANSFORMATION",
            "KEY_CONVERTER",
            "VALUE_CONVERTER",
            "HEADER_CONVERTER",
            "TASK_PUT",
            "KAFKA_PRODUCE",
            DeadLetter.Reason.UNKNOWN);

    private static final Pattern ID = Pattern.compile("\\d{1,9}-\\d{1,18}");

    /**
     * A range of numbers.
     *
     * @param from the first, null for no bound
     * @param to the last, null for no bound
     */
    public record Range(@Nullable Long from, @Nullable Long to) {

        /** All numbers. */
        public static final Range ALL = new Range(null, null);

        /** Whether it holds a number. */
        public boolean holds(long number) {
            return (from == null || number >= from) && (to == null || number <= to);
        }
    }

    /** Copies the list. */
    public Selection {
        ids = List.copyOf(ids);
    }

    /** All letters. */
    public static Selection all() {
        return parse(Map.of());
    }

    /** The letters of these ids. Fails with BAD_REQUEST when one of them is no id. */
    public static Selection ofIds(List<String> ids) {
        return parse(Map.of("ids", String.join(",", ids)));
    }

    /**
     * Reads a selection.
     *
     * @param parameters by the names in {@link #PARAMETERS}
     * @throws WorkerException BAD_REQUEST naming the parameter, its value and what is expected
     */
    public static Selection parse(Map<String, String> parameters) {
        for (String name : new TreeSet<>(parameters.keySet())) {
            if (!PARAMETERS.contains(name)) {
                throw ErrorCode.BAD_REQUEST.of(
                        "Unknown parameter " + name + "; expected one of " + String.join(", ", PARAMETERS));
            }
        }
        return new Selection(
                stage(parameters.get("stage")),
                filled("exception", parameters.get("exception")),
                range("since", time(parameters, "since"), "until", time(parameters, "until")),
                filled("topic", parameters.get("topic")),
                integer(parameters, "partition"),
                range("offset_from", number(parameters, "offset_from"), "offset_to", number(parameters, "offset_to")),
                integer(parameters, "queue_partition"),
                range("queue_from", number(parameters, "queue_from"), "queue_to", number(parameters, "queue_to")),
                integer(parameters, "attempt"),
                ids(parameters.get("ids")));
    }

    /** What {@link #parse} reads: only what is given. */
    public Map<String, String> parameters() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "stage", stage);
        put(given, "exception", exception);
        put(given, "since", instant(time.from()));
        put(given, "until", instant(time.to()));
        put(given, "topic", topic);
        put(given, "partition", partition);
        put(given, "offset_from", offsets.from());
        put(given, "offset_to", offsets.to());
        put(given, "queue_partition", queuePartition);
        put(given, "queue_from", queue.from());
        put(given, "queue_to", queue.to());
        put(given, "attempt", attempt);
        put(given, "ids", ids.isEmpty() ? null : String.join(",", ids));
        return given;
    }

    private static void put(Map<String, String> given, String name, @Nullable Object value) {
        if (value != null) {
            given.put(name, value.toString());
        }
    }

    private static @Nullable Instant instant(@Nullable Long ms) {
        return ms == null ? null : Instant.ofEpochMilli(ms);
    }

    private static @Nullable String stage(@Nullable String value) {
        if (value == null) {
            return null;
        }
        return STAGES.stream()
                .filter(stage -> stage.equalsIgnoreCase(value.trim()))
                .findFirst()
                .orElseThrow(() -> wrong("stage", value, "one of " + String.join(", ", STAGES)));
    }

    private static @Nullable String filled(String name, @Nullable String value) {
        if (value != null && value.isBlank()) {
            throw wrong(name, value, "a name; leave the parameter out for any");
        }
        return value == null ? null : value.trim();
    }

    private static @Nullable Integer integer(Map<String, String> parameters, String name) {
        Long number = number(parameters, name);
        if (number != null && number > Integer.MAX_VALUE) {
            throw wrong(name, number.toString(), "a number from 0 to " + Integer.MAX_VALUE);
        }
        return number == null ? null : number.intValue();
    }

    private static @Nullable Long number(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null) {
            return null;
        }
        if (!value.trim().matches("\\d{1,18}")) {
            throw wrong(name, value, "a number from 0 on");
        }
        return Long.valueOf(value.trim());
    }

    private static @Nullable Long time(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null) {
            return null;
        }
        String text = value.trim();
        if (text.matches("\\d{1,15}")) {
            return Long.valueOf(text);
        }
        try {
            return instant(text.toUpperCase(Locale.ROOT)).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong(
                    name,
                    value,
                    "ms since 1970, or a time such as 2026-01-31T08:30:00Z (UTC when no zone is given; a plus sign in a"
                            + " URL is written %2B)");
        }
    }

    private static Instant instant(String text) {
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean zoned = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T');
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static Range range(String first, @Nullable Long from, String last, @Nullable Long to) {
        if (from != null && to != null && from > to) {
            throw ErrorCode.BAD_REQUEST.of(
                    first + "=" + from + " is after " + last + "=" + to + "; no letter can be in between");
        }
        return from == null && to == null ? Range.ALL : new Range(from, to);
    }

    private static List<String> ids(@Nullable String value) {
        if (value == null) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        for (String id : Arrays.stream(value.split(",")).map(String::trim).toList()) {
            if (!ID.matcher(id).matches()) {
                throw wrong("ids", id, "ids of letters such as 0-17 (partition-offset), separated by commas");
            }
            ids.add(id);
        }
        if (ids.size() > MOST_IDS) {
            throw wrong("ids", ids.size() + " ids", "at most " + MOST_IDS + "; use a range of offsets or a filter");
        }
        return ids;
    }

    private static WorkerException wrong(String name, String value, String expected) {
        return ErrorCode.BAD_REQUEST.of("Parameter " + name + ": found \"" + value + "\", expected " + expected);
    }
}
