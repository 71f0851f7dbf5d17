package io.penstock.rest.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the server listens.
 *
 * @param url as the worker file has it
 * @param secure whether it speaks TLS
 * @param host a host name or address without brackets; empty for all interfaces
 * @param port 0 for any free port
 */
public record Listener(String url, boolean secure, String host, int port) {

    /** Apache's pattern ({@code RestServer}), without its negative ports. */
    private static final Pattern FORMAT =
            Pattern.compile("(?<scheme>.*)://\\[?(?<host>[0-9a-zA-Z\\-%._:]*)]?:(?<port>[0-9]+)");

    private static final String HINT = "Write it as http://host:port or https://host:port; without a host it listens on"
            + " all interfaces, as in http://:8083.";

    /**
     * Reads one listener of the worker file.
     *
     * @param key the key it was given under
     */
    public static Listener parse(String key, String url) {
        Matcher parts = FORMAT.matcher(url);
        if (!parts.matches()) {
            throw StartException.invalid(key, url, "not of the form scheme://host:port", HINT);
        }
        String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw StartException.invalid(key, url, "the scheme must be http or https", HINT);
        }
        return new Listener(url, scheme.equals("https"), parts.group("host"), port(key, url, parts.group("port")));
    }

    public String scheme() {
        return secure ? "https" : "http";
    }

    private static int port(String key, String url, String digits) {
        int port = digits.length() > 5 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (port > 65535) {
            throw StartException.invalid(key, url, "the port must be between 0 and 65535", HINT);
        }
        return port;
    }
}
