package io.penstock.rest.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under which address other workers and clients reach this one (Apache: {@code RestServer.advertisedUrl}): what the
 * worker file says, else the listener's host and port, else the machine's own address.
 *
 * <p>Other than in Apache, a plain listener is never mistaken for a TLS one that stands before it in the list.
 */
public final class Advertised {

    private Advertised() {}

    /**
     * The worker's id.
     *
     * @param bound the listeners with the ports that they got
     * @return {@code host:port}, an IPv6 address in brackets
     */
    public static String hostAndPort(RestSettings settings, List<Listener> bound) {
        Listener listener = listener(settings.address().scheme(), bound);
        String givenHost = settings.address().host();
        Integer givenPort = settings.address().port();
        String host = givenHost == null ? host(listener) : givenHost;
        int port = givenPort == null ? listener.port() : givenPort;
        return bracketed(host) + ":" + port;
    }

    /** Where a listener is reached from elsewhere. */
    public static String url(Listener bound) {
        return bound.scheme() + "://" + bracketed(host(bound)) + ":" + bound.port();
    }

    /** The first listener of the scheme, else the first: a proxy before the worker may speak TLS for it. */
    private static Listener listener(@Nullable String scheme, List<Listener> bound) {
        String wanted = scheme != null ? scheme : "http";
        return bound.stream()
                .filter(listener -> listener.scheme().equals(wanted))
                .findFirst()
                .orElse(bound.get(0));
    }

    private static String host(Listener listener) {
        if (!listener.host().isEmpty()) {
            return listener.host();
        }
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
