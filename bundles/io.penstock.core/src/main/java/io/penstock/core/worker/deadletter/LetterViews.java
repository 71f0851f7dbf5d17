package io.penstock.core.worker.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.deadletter.DeadLetter;
import io.penstock.api.deadletter.Detail;
import io.penstock.core.pipeline.deadletter.Letter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Letters as people read them. Thread-safe. */
final class LetterViews {

    /** What to do about letters that do not tell their reason. */
    static final String HINT = "Letters without a reason were written with"
            + " errors.deadletterqueue.context.headers.enable=false; set it to true in the connector's configuration for the"
            + " letters to come";

    /** Of longer content a short view has the beginning only, in bytes. */
    private static final int SHORT_BYTES = 1024;

    private final ObjectMapper json = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    DeadLetter view(Letter letter, Detail detail) {
        List<DeadLetter.Header> headers = new ArrayList<>();
        for (Header header : letter.headers()) {
            headers.add(new DeadLetter.Header(header.key(), content(header.value(), detail)));
        }
        long timestamp = letter.record().timestamp();
        return new DeadLetter(
                letter.id(),
                timestamp < 0 ? null : Instant.ofEpochMilli(timestamp),
                reason(letter, detail),
                origin(letter),
                letter.ofSource(),
                letter.attempt(),
                letter.replay(),
                headers,
                content(letter.record().key(), detail),
                content(letter.record().value(), detail));
    }

    private static DeadLetter.Reason reason(Letter letter, Detail detail) {
        return new DeadLetter.Reason(
                LetterFilter.stage(letter),
                letter.reason("class.name"),
                letter.reason("exception.class.name"),
                letter.reason("exception.message"),
                detail == Detail.SHORT ? null : letter.reason("exception.stacktrace"),
                letter.reason("task.id"),
                letter.tellsReason() ? null : HINT);
    }

    private DeadLetter.Origin origin(Letter letter) {
        String topic = letter.reason("topic");
        if (letter.ofSource()) {
            return new DeadLetter.Origin(topic, parsed(letter.reason("partition")), parsed(letter.reason("offset")));
        }
        return new DeadLetter.Origin(
                topic,
                letter.partition().isPresent() ? letter.partition().getAsInt() : null,
                letter.offset().isPresent() ? letter.offset().getAsLong() : null);
    }

    private @Nullable Object parsed(@Nullable String text) {
        try {
            return text == null ? null : json.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    DeadLetter.Content content(byte @Nullable [] bytes, Detail detail) {
        if (bytes == null) {
            return new DeadLetter.Content("none", null, 0, false);
        }
        boolean cut = detail == Detail.SHORT && bytes.length > SHORT_BYTES;
        String text = text(bytes);
        if (text == null) {
            byte[] shown = cut ? Arrays.copyOf(bytes, SHORT_BYTES) : bytes;
            return new DeadLetter.Content("base64", Base64.getEncoder().encodeToString(shown), bytes.length, cut);
        }
        if (!cut && detail != Detail.EXACT && looksLikeJson(text)) {
            Object tree = parsed(text);
            if (tree != null && !(tree instanceof String)) {
                return new DeadLetter.Content("json", tree, bytes.length, false);
            }
        }
        String shown = cut ? text.substring(0, Math.min(text.length(), SHORT_BYTES)) : text;
        return new DeadLetter.Content("text", shown, bytes.length, cut);
    }

    private static boolean looksLikeJson(String text) {
        String stripped = text.stripLeading();
        return stripped.startsWith("{") || stripped.startsWith("[");
    }

    /** UTF-8 that people can read, or null. */
    private static @Nullable String text(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
        return text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r') ? null : text;
    }
}
