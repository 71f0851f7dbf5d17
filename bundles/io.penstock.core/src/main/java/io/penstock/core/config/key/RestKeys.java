package io.penstock.core.config.key;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidList;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** The worker's keys for its REST API (Apache: {@code RestServerConfig}). */
public final class RestKeys {

    /** Where the REST API listens. */
    public static final String LISTENERS = "listeners";
    /** Host name that others reach this worker under. */
    public static final String ADVERTISED_HOST = "rest.advertised.host.name";
    /** Port that others reach this worker under. */
    public static final String ADVERTISED_PORT = "rest.advertised.port";
    /** Protocol that others reach this worker with. */
    public static final String ADVERTISED_LISTENER = "rest.advertised.listener";
    /** CORS: who may call. */
    public static final String ALLOW_ORIGIN = "access.control.allow.origin";
    /** CORS: which methods. */
    public static final String ALLOW_METHODS = "access.control.allow.methods";
    /** Headers that every answer carries. */
    public static final String RESPONSE_HEADERS = "response.http.headers.config";
    /** Whether TLS clients need a certificate. */
    public static final String SSL_CLIENT_AUTH = "ssl.client.auth";
    /** Extensions of the REST API. */
    public static final String EXTENSIONS = "rest.extension.classes";
    /** Where administration endpoints listen. */
    public static final String ADMIN_LISTENERS = "admin.listeners";

    private static final List<String> PREFIXES =
            List.of("listeners", "rest.", "access.control.", "response.http.headers.", "ssl.", "admin.listeners");

    private static final String TABLE = """
            listeners | LIST | - | LOW
              URLs that the REST API listens on, http or https. Without a host it listens on every interface.
            rest.advertised.host.name | STRING | - | LOW
              Host name under which other workers reach this one.
            rest.advertised.port | INT | - | LOW
              Port under which other workers reach this one.
            rest.advertised.listener | STRING | - | LOW
              Protocol, http or https, by which other workers reach this one.
            access.control.allow.origin | STRING | "" | LOW
              Origin from which browsers may call the REST API, '*' for any; when empty only the API's own.
            access.control.allow.methods | STRING | "" | LOW
              Methods that browsers may call from another origin; GET, POST and HEAD when empty.
            response.http.headers.config | STRING | "" | LOW
              Rules for headers of all answers, for example: add Cache-Control: no-store
            ssl.client.auth | STRING | none | LOW
              Whether callers over https have to show a certificate.
            rest.extension.classes | LIST | "" | LOW
              Plugins that extend the REST API, called in this order.
            admin.listeners | LIST | - | LOW
              URLs that the /admin endpoints listen on; empty turns them off, not set means the listeners of the REST
              API.
            rest.request.timeout.ms | INT | 90000 | LOW
              How long a request may wait for the worker, in milliseconds.
            rest.read.timeout.ms | INT | 60000 | LOW
              How long a client may take to send one request, in milliseconds.
            rest.idle.timeout.ms | INT | 90000 | LOW
              How long a connection may be silent, in milliseconds.
            rest.max.body.bytes | INT | 1048576 | LOW
              Largest body of a request, in bytes.
            rest.max.header.bytes | INT | 8192 | LOW
              Largest head of a request with its first line, in bytes.
            rest.max.buffered.bytes | INT | 67108864 | LOW
              All bodies and answers together that are held in memory at one time, in bytes.
            rest.max.connections | INT | 1000 | LOW
              Connections that are open at one time.
            rest.max.concurrent.requests | INT | 500 | LOW
              Requests that are carried out at one time.
            rest.mask.secrets | BOOLEAN | false | LOW
              Whether answers show [hidden] in place of passwords.
            rest.ssl.reload.interval.ms | INT | 10000 | LOW
              How often certificate files are looked at for changes, in milliseconds; 0 for never.""";

    private RestKeys() {}

    /** Whether a worker key concerns the REST API. */
    public static boolean concerns(String key) {
        return PREFIXES.stream().anyMatch(key::startsWith);
    }

    static ConfigDef define(ConfigDef def) {
        return new KeyTable(TABLE)
                .defaultValue(LISTENERS, List.of("http://:8083"))
                .rule(LISTENERS, new ListenersRule())
                .rule(RESPONSE_HEADERS, new ResponseHeadersRule())
                .rule(SSL_CLIENT_AUTH, ValidString.in("required", "requested", "none"))
                .rule(EXTENSIONS, ValidList.anyNonDuplicateValues(true, false))
                .rule(ADMIN_LISTENERS, ValidList.anyNonDuplicateValues(true, true))
                .defineIn(def);
    }
}
