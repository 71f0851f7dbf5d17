package io.penstock.rest.http;

import java.util.Locale;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Request;

/** What a listener serves; the name of its connector tells. */
public enum Scope {
    /** All paths. */
    EVERYTHING,
    /** All paths but those below {@code /admin}. */
    API,
    /** Only the paths below {@code /admin}. */
    ADMIN;

    /** The scope of the listener that a request came through. */
    public static Scope of(Request request) {
        Connector connector = request.getConnectionMetaData().getConnector();
        return valueOf(connector.getName());
    }

    /**
     * Whether a path is served.
     *
     * @param path decoded, without the slash at its front
     */
    public boolean serves(String path) {
        String first = path.split("/", 2)[0].toLowerCase(Locale.ROOT);
        return switch (this) {
            case EVERYTHING -> true;
            case API -> !first.equals("admin");
            case ADMIN -> first.equals("admin");
        };
    }
}
