package io.penstock.console.gogo.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/**
 * A bounded queue of bytes between two threads. It stands between commands and the socket because a thread that is
 * interrupted while it reads or writes a channel closes it: Ctrl-C would end the session instead of the command.
 */
final class ByteQueue {

    private final byte[] ring;
    private int head;
    private int size;
    private boolean finished;
    private boolean aborted;

    ByteQueue(int capacity) {
        this.ring = new byte[capacity];
    }

    /** Waits for room; fails when the queue takes no more. */
    synchronized void put(byte[] bytes, int offset, int length) throws IOException {
        int written = 0;
        while (written < length) {
            awaitWhile(() -> size == ring.length && !finished && !aborted);
            if (finished || aborted) {
                throw new IOException("The session is closed");
            }
            int tail = (head + size) % ring.length;
            int chunk = Math.min(length - written, Math.min(ring.length - size, ring.length - tail));
            System.arraycopy(bytes, offset + written, ring, tail, chunk);
            size += chunk;
            written += chunk;
            notifyAll();
        }
    }

    /** Waits for bytes; -1 when there will be none. */
    synchronized int take(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        awaitWhile(() -> size == 0 && !finished && !aborted);
        if (aborted || size == 0) {
            return -1;
        }
        int chunk = Math.min(length, Math.min(size, ring.length - head));
        System.arraycopy(ring, head, bytes, offset, chunk);
        head = (head + chunk) % ring.length;
        size -= chunk;
        notifyAll();
        return chunk;
    }

    synchronized int available() {
        return aborted ? 0 : size;
    }

    /** Takes no more; what is in it is still given out. */
    synchronized void finish() {
        finished = true;
        notifyAll();
    }

    /** Drops everything and lets both sides go. */
    synchronized void abort() {
        aborted = true;
        notifyAll();
    }

    private synchronized void awaitWhile(BooleanSupplier condition) throws InterruptedIOException {
        try {
            while (condition.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** The side that takes. */
    InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return take(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return take(bytes, offset, length);
            }

            @Override
            public int available() {
                return ByteQueue.this.available();
            }
        };
    }

    /** The side that puts. */
    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                put(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                put(bytes, offset, length);
            }
        };
    }
}
