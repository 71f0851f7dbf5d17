package io.penstock.console.gogo.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** A client's socket as two streams that any thread may use and be interrupted in. Two threads do the real work. */
final class Connection implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final long DRAIN_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final SocketChannel channel;
    private final ByteQueue incoming = new ByteQueue(BUFFER);
    private final ByteQueue outgoing = new ByteQueue(BUFFER);
    private final Thread reader;
    private final Thread writer;
    private volatile Runnable silence = () -> {};
    private volatile Runnable deafness = () -> {};

    Connection(SocketChannel channel, String name) {
        this.channel = channel;
        this.reader = new Thread(this::read, name + "-in");
        this.writer = new Thread(this::write, name + "-out");
        reader.setDaemon(true);
        writer.setDaemon(true);
    }

    void start() {
        reader.start();
        writer.start();
    }

    /** What to do when the client sends nothing any more; called once at most, on a thread of the connection's. */
    void onSilence(Runnable action) {
        silence = action;
    }

    /** What to do when the client takes nothing any more; called once at most, on a thread of the connection's. */
    void onDeafness(Runnable action) {
        deafness = action;
    }

    InputStream input() {
        return incoming.input();
    }

    OutputStream output() {
        return outgoing.output();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER / 8);
        try {
            while (channel.read(buffer) >= 0) {
                incoming.put(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        } catch (IOException e) {
            incoming.abort(); // closed by one of the two sides
        } finally {
            incoming.finish();
            silence.run();
        }
    }

    private void write() {
        byte[] buffer = new byte[BUFFER / 8];
        try {
            for (int length = outgoing.take(buffer, 0, buffer.length);
                    length >= 0;
                    length = outgoing.take(buffer, 0, buffer.length)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException e) {
            outgoing.abort();
            deafness.run();
        }
    }

    /** Sends what is still to be sent, for a client that takes it within five seconds, then closes. */
    void finish() {
        outgoing.finish();
        try {
            writer.join(DRAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    /** Closes at once. Both threads end. */
    @Override
    public void close() {
        incoming.abort();
        outgoing.abort();
        try {
            channel.close();
        } catch (IOException e) {
            // There is nobody left to tell, and nothing to do about it.
            return;
        }
    }
}
