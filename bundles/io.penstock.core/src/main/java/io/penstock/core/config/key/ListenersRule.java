package io.penstock.core.config.key;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Listeners are at least one URL of http or https with a port. */
final class ListenersRule implements ConfigDef.Validator {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (!(value instanceof List<?> urls) || urls.isEmpty()) {
            throw new ConfigException(name, value, "At least one URL is needed, for example http://:8083");
        }
        for (Object url : urls) {
            check(name, String.valueOf(url).trim());
        }
    }

    private static void check(String name, String url) {
        URI uri;
        try {
            // The host may be left out or hold an underscore, so only scheme and authority are looked at.
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, url, "Not a URL. Write it as http://host:port or https://host:port");
        }
        String scheme = uri.getScheme();
        if (scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT)) || uri.getAuthority() == null) {
            throw new ConfigException(name, url, "Not a listener. Write it as http://host:port or https://host:port");
        }
    }

    @Override
    public String toString() {
        return "List of comma-separated URLs, ex: http://localhost:8080,https://localhost:8443.";
    }
}
