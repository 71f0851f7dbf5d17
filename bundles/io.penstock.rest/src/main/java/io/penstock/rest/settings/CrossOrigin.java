package io.penstock.rest.settings;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which pages of other origins may call the API.
 *
 * @param origins patterns of their origins; empty for none
 * @param methods methods that they may use; empty for the server's default
 */
public record CrossOrigin(Set<String> origins, Set<String> methods) {

    public static final String ALLOW_ORIGIN = "access.control.allow.origin";
    public static final String ALLOW_METHODS = "access.control.allow.methods";

    static CrossOrigin parse(Map<String, String> worker) {
        return new CrossOrigin(
                origins(worker.getOrDefault(ALLOW_ORIGIN, "")),
                new LinkedHashSet<>(Values.list(worker.getOrDefault(ALLOW_METHODS, ""))));
    }

    private static Set<String> origins(String value) {
        Set<String> origins = new LinkedHashSet<>(Values.list(value));
        for (String origin : origins) {
            try {
                Pattern.compile(origin.equals("*") ? ".*" : origin);
            } catch (PatternSyntaxException e) {
                throw StartException.invalid(
                        ALLOW_ORIGIN,
                        origin,
                        "not a regular expression (" + e.getDescription() + ")",
                        "Give *, or a comma-separated list of patterns such as https://.*[.]example[.]com");
            }
        }
        return origins;
    }
}
