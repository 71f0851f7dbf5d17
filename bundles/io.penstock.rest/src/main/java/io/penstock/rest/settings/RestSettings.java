package io.penstock.rest.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The worker keys that the REST API obeys (Apache: {@code RestServerConfig}), and those of our own.
 *
 * @param doors where to listen
 * @param address under which address the worker is reached
 * @param crossOrigin whose pages may call the API
 * @param headers headers that every answer carries
 * @param limits how much the server takes from its clients
 * @param maskSecrets whether values of secret keys are left out of every answer
 * @param extensions class names of the REST extensions to use, in their order
 */
public record RestSettings(
        Doors doors,
        Address address,
        CrossOrigin crossOrigin,
        List<HeaderRule> headers,
        Limits limits,
        boolean maskSecrets,
        List<String> extensions) {

    public static final String ADVERTISED_HOST = "rest.advertised.host.name";
    public static final String ADVERTISED_PORT = "rest.advertised.port";
    public static final String ADVERTISED_LISTENER = "rest.advertised.listener";
    public static final String HEADERS = "response.http.headers.config";
    public static final String MASK_SECRETS = "rest.mask.secrets";
    public static final String EXTENSIONS = "rest.extension.classes";

    /**
     * What the worker file says about the worker's address; what is null the listeners tell.
     *
     * @param host {@code rest.advertised.host.name}
     * @param port {@code rest.advertised.port}
     * @param scheme {@code rest.advertised.listener}, http or https
     */
    public record Address(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String scheme) {}

    /** Reads and checks the settings; fails with a {@link StartException} that names the key. */
    public static RestSettings parse(Map<String, String> worker) {
        return new RestSettings(
                Doors.parse(worker),
                new Address(
                        Values.given(worker, ADVERTISED_HOST),
                        port(Values.given(worker, ADVERTISED_PORT)),
                        scheme(Values.given(worker, ADVERTISED_LISTENER))),
                CrossOrigin.parse(worker),
                HeaderRule.parse(HEADERS, worker.getOrDefault(HEADERS, "")),
                Limits.parse(worker),
                Values.flag(worker, MASK_SECRETS),
                Values.list(worker.getOrDefault(EXTENSIONS, "")));
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
}
