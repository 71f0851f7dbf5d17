package io.penstock.rest.settings;

import java.util.Map;

/**
 * How much the server takes from its clients. Apache's worker has none of these keys; its request timeout is a constant.
 *
 * @param requestTimeoutMs how long a request may wait for the worker
 * @param readTimeoutMs how long a client may take to send one request
 * @param idleTimeoutMs how long a connection may be silent
 * @param bodyBytes the largest body of a request
 * @param headerBytes the largest head of a request, request line included
 * @param bufferedBytes all bodies and answers together that are held in memory at one time
 * @param connections how many are open at one time
 * @param requests how many are carried out at one time
 */
public record Limits(
        long requestTimeoutMs,
        long readTimeoutMs,
        long idleTimeoutMs,
        int bodyBytes,
        int headerBytes,
        int bufferedBytes,
        int connections,
        int requests) {

    public static final String REQUEST_TIMEOUT = "rest.request.timeout.ms";
    public static final String READ_TIMEOUT = "rest.read.timeout.ms";
    public static final String IDLE_TIMEOUT = "rest.idle.timeout.ms";
    public static final String BODY = "rest.max.body.bytes";
    public static final String HEADER = "rest.max.header.bytes";
    public static final String BUFFERED = "rest.max.buffered.bytes";
    public static final String CONNECTIONS = "rest.max.connections";
    public static final String REQUESTS = "rest.max.concurrent.requests";

    private static final int HOUR_MS = 3_600_000;
    private static final int MIB = 1 << 20;

    static Limits parse(Map<String, String> worker) {
        int body = Values.number(worker, BODY, MIB, 1024, 256 * MIB);
        Limits limits = new Limits(
                Values.number(worker, REQUEST_TIMEOUT, 90_000, 1, HOUR_MS),
                Values.number(worker, READ_TIMEOUT, 60_000, 1, HOUR_MS),
                Values.number(worker, IDLE_TIMEOUT, 90_000, 1, HOUR_MS),
                body,
                Values.number(worker, HEADER, 8192, 1024, MIB),
                Values.number(worker, BUFFERED, 64 * MIB, 1024, Integer.MAX_VALUE),
                Values.number(worker, CONNECTIONS, 1000, 1, 100_000),
                Values.number(worker, REQUESTS, 500, 1, 100_000));
        if (limits.bufferedBytes() < body) {
            throw StartException.invalid(
                    BUFFERED,
                    String.valueOf(limits.bufferedBytes()),
                    "less than one body may have (" + BODY + "=" + body + ")",
                    "Give at least as much, or lower " + BODY + ".");
        }
        return limits;
    }
}
