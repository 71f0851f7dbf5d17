package io.penstock.core.pipeline.deadletter;

import io.penstock.api.TaskId;
import io.penstock.core.pipeline.Outcome.Failed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The headers that say where a dead letter came from and what failed (KIP-298; Apache: {@code DeadLetterQueueReporter}). */
public final class Reason {

    /** Begins the name of each of these headers. */
    public static final String PREFIX = "__connect.errors.";

    private static final Set<String> NAMES = Set.of(
            PREFIX + "topic",
            PREFIX + "partition",
            PREFIX + "offset",
            PREFIX + "connector.name",
            PREFIX + "task.id",
            PREFIX + "stage",
            PREFIX + "class.name",
            PREFIX + "exception.class.name",
            PREFIX + "exception.message",
            PREFIX + "exception.stacktrace");

    private Reason() {}

    /** Appends the headers; they come behind those of the record, even where those have the same names. */
    static void add(Headers headers, TaskId id, Failed<?> failed, LetterForm.Origin from) {
        Throwable error = failed.error();
        text(headers, PREFIX + "topic", from.topic());
        text(headers, PREFIX + "partition", from.partition());
        text(headers, PREFIX + "offset", from.offset());
        text(headers, PREFIX + "connector.name", id.connector());
        text(headers, PREFIX + "task.id", Integer.toString(id.task()));
        text(headers, PREFIX + "stage", failed.stage().name());
        text(headers, PREFIX + "class.name", failed.executing());
        text(headers, PREFIX + "exception.class.name", error.getClass().getName());
        text(headers, PREFIX + "exception.message", error.getMessage());
        text(headers, PREFIX + "exception.stacktrace", trace(error));
    }

    /** The headers without those of the reason: of each of their names the last one, the others are the record's. */
    public static Headers without(Headers headers) {
        var left = new ArrayDeque<Header>();
        var taken = new HashSet<String>();
        Header[] all = headers.toArray();
        for (int i = all.length - 1; i >= 0; i--) {
            if (!NAMES.contains(all[i].key()) || !taken.add(all[i].key())) {
                left.addFirst(all[i]);
            }
        }
        return new RecordHeaders(left);
    }

    static void text(Headers headers, String name, @Nullable String value) {
        headers.add(name, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    private static String trace(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
