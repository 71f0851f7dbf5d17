package io.penstock.itests.distribution.compat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code rest-replay.txt}, with what is said of it below.
 *
 * @param number the line's number
 * @param method the HTTP method, or {@code await}
 * @param path path and query
 * @param body what is sent, or for {@code await} the regular expression
 * @param ours the status and text that Penstock alone answers with
 * @param until the text as far as which messages are alike
 * @param loose {@code superset}, {@code fields}, {@code adds} with prefixes of keys, or empty
 */
record Step(
        int number,
        String method,
        String path,
        @Nullable String body,
        @Nullable String ours,
        @Nullable String until,
        String loose) {

    static List<Step> read(String resource) throws IOException {
        List<Step> steps = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Step.class.getResourceAsStream(resource), resource), StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.startsWith("  ")) {
                    steps.add(steps.remove(steps.size() - 1).with(line.strip()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    String[] words = line.split(" ", 3);
                    steps.add(new Step(i + 1, words[0], words[1], words.length > 2 ? words[2] : null, null, null, ""));
                }
            }
        }
        return steps;
    }

    private Step with(String remark) {
        String[] words = remark.split(" ", 2);
        return switch (words[0]) {
            case "ours" -> new Step(number, method, path, body, words[1], until, loose);
            case "until" -> new Step(number, method, path, body, ours, words[1], loose);
            case "adds" -> new Step(number, method, path, body, ours, until, remark);
            case "superset", "fields" -> new Step(number, method, path, body, ours, until, words[0]);
            case "because" -> this;
            default -> throw new IllegalArgumentException("Line " + number + ": " + remark);
        };
    }

    @Override
    public String toString() {
        return "line " + number + ": " + method + " " + path + (body == null ? "" : " " + body);
    }
}
