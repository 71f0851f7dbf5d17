package io.penstock.rest.model.deadletter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.penstock.api.ErrorCode;
import io.penstock.api.deadletter.DeadLetterQueues;
import io.penstock.api.deadletter.ReplayRequest;
import io.penstock.api.deadletter.ReplayTarget;
import io.penstock.api.deadletter.Selection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to replay letters. What is left out has its default.
 *
 * @param selection which letters, by the names that lists take as query parameters; all when left out
 * @param ids ids of letters; any when left out
 * @param to {@code connector} (default) or {@code topic}
 * @param rate letters per second at most; no limit when left out
 * @param dryRun whether nothing is written
 * @param force whether letters that were delivered before, or replayed too often, are replayed all the same
 * @param remaining whether letters that were delivered before are left out
 * @param maxAttempts how often a letter may have been replayed
 */
public record ReplayBody(
        @JsonProperty("selection") @Nullable Map<String, @Nullable Object> selection,
        @JsonProperty("ids") @Nullable List<@Nullable String> ids,
        @JsonProperty("to") @Nullable String to,
        @JsonProperty("rate") @Nullable Double rate,
        @JsonProperty("dry_run") @Nullable Boolean dryRun,
        @JsonProperty("force") @Nullable Boolean force,
        @JsonProperty("remaining") @Nullable Boolean remaining,
        @JsonProperty("max_attempts") @Nullable Integer maxAttempts) {

    /** The request that somebody makes by it. Fails with BAD_REQUEST. */
    public ReplayRequest request(String who) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (selection != null) {
            selection.forEach((name, value) -> {
                if (value instanceof Map || value instanceof List || value == null) {
                    throw ErrorCode.BAD_REQUEST.of(
                            "/selection/" + name + ": expected a string or a number; leave the field out for any");
                }
                parameters.put(name, value.toString());
            });
        }
        if (ids != null) {
            if (parameters.containsKey("ids") || ids.isEmpty() || ids.contains(null)) {
                throw ErrorCode.BAD_REQUEST.of(
                        "/ids: expected ids of letters such as \"0-17\", at least one, and in one"
                                + " place only; leave the field out for any");
            }
            parameters.put(
                    "ids", String.join(",", ids.stream().map(String::valueOf).toList()));
        }
        return new ReplayRequest(
                Selection.parse(parameters),
                target(to),
                rate == null ? 0 : rate,
                Boolean.TRUE.equals(dryRun),
                Boolean.TRUE.equals(force),
                Boolean.TRUE.equals(remaining),
                maxAttempts == null ? DeadLetterQueues.MAX_ATTEMPTS : maxAttempts,
                who);
    }

    private static ReplayTarget target(@Nullable String to) {
        if (to == null) {
            return ReplayTarget.CONNECTOR;
        }
        for (ReplayTarget target : ReplayTarget.values()) {
            if (target.toString().equals(to)) {
                return target;
            }
        }
        throw ErrorCode.BAD_REQUEST.of("/to: found \"" + to + "\", expected connector or topic");
    }
}
