package io.penstock.rest.settings;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The worker keys that the REST API obeys (Apache: {@code RestServerConfig}).
 *
 * @param listeners where to listen, at least one
 * @param advertisedHost {@code rest.advertised.host.name}, or null
 * @param advertisedPort {@code rest.advertised.port}, or null
 * @param advertisedScheme {@code rest.advertised.listener}, http or https, or null
 * @param allowedOrigins patterns of the origins whose pages may call the API; empty for none
 * @param allowedMethods methods that such pages may use; empty for the server's default
 * @param headers headers that every answer carries
 * @param tls how https listeners prove who they are
 */
public record RestSettings(
        List<Listener> listeners,
        @Nullable String advertisedHost,
        @Nullable Integer advertisedPort,
        @Nullable String advertisedScheme,
        Set<String> allowedOrigins,
        Set<String> allowedMethods,
        List<HeaderRule> headers,
        Tls tls) {

    public static final String LISTENERS = "listeners";
    public static final String ADVERTISED_HOST = "rest.advertised.host.name";
    public static final String ADVERTISED_PORT = "rest.advertised.port";
    public static final String ADVERTISED_LISTENER = "rest.advertised.listener";
    public static final String ALLOW_ORIGIN = "access.control.allow.origin";
    public static final String ALLOW_METHODS = "access.control.allow.methods";
    public static final String HEADERS = "response.http.headers.config";

    /** Reads and checks the settings; fails with a {@link StartException} that names the key. */
    public static RestSettings parse(Map<String, String> worker) {
        String listeners = worker.getOrDefault(LISTENERS, "http://:8083");
        List<Listener> parsed = list(listeners).stream()
                .map(url -> Listener.parse(LISTENERS, url))
                .toList();
        if (parsed.isEmpty()) {
            throw StartException.invalid(
                    LISTENERS, "\"" + listeners + "\"", "no listener", "Leave the key out for http://:8083.");
        }
        return new RestSettings(
                parsed,
                given(worker, ADVERTISED_HOST),
                port(given(worker, ADVERTISED_PORT)),
                scheme(given(worker, ADVERTISED_LISTENER)),
                origins(worker.getOrDefault(ALLOW_ORIGIN, "")),
                new LinkedHashSet<>(list(worker.getOrDefault(ALLOW_METHODS, ""))),
                HeaderRule.parse(HEADERS, worker.getOrDefault(HEADERS, "")),
                Tls.of(worker));
    }

    private static @Nullable String given(Map<String, String> worker, String key) {
        String value = worker.get(key);
        return value == null || value.isBlank() ? null : value.trim();
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static @Nullable Integer port(@Nullable String value) {
        if (value == null) {
            return null;
        }
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
            throw StartException.invalid(
                    ADVERTISED_PORT, value, "not a port", "Give a number from 0 to 65535, or leave the key out.");
        }
        return Integer.valueOf(value);
    }

    private static @Nullable String scheme(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String scheme = value.toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw StartException.invalid(
                    ADVERTISED_LISTENER, value, "not a scheme", "Give http or https, or leave the key out.");
        }
        return scheme;
    }

    private static Set<String> origins(String value) {
        Set<String> origins = new LinkedHashSet<>(list(value));
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
