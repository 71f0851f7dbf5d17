package io.penstock.rest.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request, in Apache's words and under Apache's logger: extended NCSA format and the latency in ms.
 * Jetty's own writer of such lines adds some 60 ms to start-up.
 */
final class AccessLog implements RequestLog {

    private static final Logger LOG = LoggerFactory.getLogger("org.apache.kafka.connect.runtime.rest.RestServer");

    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Override
    public void log(Request request, Response response) {
        if (LOG.isInfoEnabled()) {
            LOG.info(line(request, response));
        }
    }

    private String line(Request request, Response response) {
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime());
        return Request.getRemoteAddr(request) + " - - ["
                + time.format(Instant.ofEpochMilli(Request.getTimeStamp(request))) + "] \""
                + request.getMethod() + " " + request.getHttpURI().getPathQuery() + " "
                + request.getConnectionMetaData().getProtocol() + "\" "
                + response.getStatus() + " " + Response.getContentBytesWritten(response) + " \""
                + header(request, HttpHeader.REFERER) + "\" \"" + header(request, HttpHeader.USER_AGENT) + "\" " + ms;
    }

    /** A quote in a header must not look like the end of the field. */
    private static String header(Request request, HttpHeader header) {
        String value = request.getHeaders().get(header);
        return value == null ? "" : ascii(value).replace("\"", "\\\"");
    }

    /** Headers are bytes to the server; what is no printable ASCII has no place in a log. */
    private static String ascii(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < ' ') {
                bytes[i] = '?';
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
