package io.penstock.rest.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the connections of clients that take too long to send the head of a request. The idle timeout does not help
 * there: every byte that trickles in begins it anew. Thread-safe.
 */
final class SlowClients implements Connection.Listener, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SlowClients.class);

    private final long timeoutNanos;
    private final Map<Connection, Progress> connections = new ConcurrentHashMap<>();

    /**
     * What was seen of a connection at the last look.
     *
     * @param requests how many it had begun
     * @param bytes how many it had sent
     * @param since when bytes came without a further request for the first time, or 0
     */
    private record Progress(long requests, long bytes, long since) {}

    SlowClients(long timeoutNanos) {
        this.timeoutNanos = timeoutNanos;
    }

    @Override
    public void onOpened(Connection connection) {
        connections.put(connection, new Progress(0, 0, 0));
    }

    @Override
    public void onClosed(Connection connection) {
        connections.remove(connection);
    }

    /** Looks at all connections. */
    @Override
    public void run() {
        long now = System.nanoTime() | 1;
        connections.forEach((connection, before) -> {
            Progress progress = progress(connection, before, now);
            connections.replace(connection, before, progress);
            boolean trickles = progress.bytes() > before.bytes();
            if (trickles && progress.since() != 0 && now - progress.since() > timeoutNanos) {
                LOG.debug("Closing {}: it sends too slowly", connection);
                connection.getEndPoint().close();
            }
        });
    }

    private static Progress progress(Connection connection, Progress before, long now) {
        long requests = connection.getMessagesIn();
        long bytes = connection.getBytesIn();
        if (requests != before.requests() || bytes == before.bytes()) {
            return new Progress(requests, bytes, requests != before.requests() ? 0 : before.since());
        }
        return new Progress(requests, bytes, before.since() == 0 ? now : before.since());
    }
}
