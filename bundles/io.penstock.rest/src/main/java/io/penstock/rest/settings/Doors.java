package io.penstock.rest.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the server listens and what it serves there.
 *
 * @param listeners at least one
 * @param admin listeners that serve nothing but the paths below {@code /admin}; may be empty
 * @param adminEverywhere whether the other listeners serve these paths too
 * @param tls how https listeners prove who they are
 * @param adminTls the same for listeners of administration
 * @param reloadMs how often the files of certificates are looked at, 0 for never
 */
public record Doors(
        List<Listener> listeners, List<Listener> admin, boolean adminEverywhere, Tls tls, Tls adminTls, int reloadMs) {

    public static final String LISTENERS = "listeners";
    public static final String ADMIN_LISTENERS = "admin.listeners";
    public static final String RELOAD = "rest.ssl.reload.interval.ms";

    static Doors parse(Map<String, String> worker) {
        String given = worker.getOrDefault(LISTENERS, "http://:8083");
        List<Listener> listeners = listeners(LISTENERS, given);
        if (listeners.isEmpty()) {
            throw StartException.invalid(
                    LISTENERS, "\"" + given + "\"", "no listener", "Leave the key out for http://:8083.");
        }
        String admin = worker.get(ADMIN_LISTENERS);
        return new Doors(
                listeners,
                admin == null ? List.of() : listeners(ADMIN_LISTENERS, admin),
                admin == null,
                Tls.of(worker, "listeners.https."),
                Tls.of(worker, "admin.listeners.https."),
                Values.number(worker, RELOAD, 10_000, 0, Integer.MAX_VALUE));
    }

    /** All listeners, those of administration last. */
    public List<Listener> all() {
        return Stream.concat(listeners.stream(), admin.stream()).toList();
    }

    private static List<Listener> listeners(String key, String urls) {
        return Values.list(urls).stream().map(url -> Listener.parse(key, url)).toList();
    }
}
