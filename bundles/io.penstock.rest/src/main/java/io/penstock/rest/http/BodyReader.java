package io.penstock.rest.http;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Reads a request's body up to a limit, asking for more when more has come, so that no thread waits for a client. */
public final class BodyReader implements Runnable {

    private final Content.Source source;
    private final Room room;
    private final Outcome outcome;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    private final AtomicBoolean ended = new AtomicBoolean();
    private Scheduler.@Nullable Task deadline;

    /** What becomes of it; exactly one method is called, once. */
    public interface Outcome {

        /** The body is there; its size is taken from the room, to be given back by who has it now. */
        void read(byte[] body);

        /** It is larger than a body may be; the rest has not been read. */
        void tooLarge();

        /** There is no room for it. */
        void noRoom();

        /** The client takes too long. */
        void tooSlow();

        /** The client has gone, was silent for too long, or broke the protocol. */
        void failed(Throwable cause);
    }

    /** A reader that has not begun. */
    public BodyReader(Content.Source source, Room room, Outcome outcome) {
        this.source = source;
        this.room = room;
        this.outcome = outcome;
    }

    /** Reads what there is, and the rest when it comes, up to the read timeout. */
    public void start(Scheduler scheduler) {
        run();
        synchronized (this) {
            if (!ended.get()) {
                deadline = scheduler.schedule(
                        () -> fail(outcome::tooSlow), room.limits().readTimeoutMs(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Called by the server when there is more; never by two threads at the same time. */
    @Override
    public void run() {
        while (!ended.get()) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                fail(() -> outcome.failed(chunk.getFailure()));
                return;
            }
            boolean last = chunk.isLast();
            if (!take(chunk)) {
                return;
            }
            if (last) {
                if (end()) {
                    outcome.read(body.toByteArray());
                }
                return;
            }
        }
    }

    private boolean take(Content.Chunk chunk) {
        int length = chunk.remaining();
        try {
            if (body.size() + length > room.limits().bodyBytes()) {
                fail(outcome::tooLarge);
                return false;
            }
            if (length > 0) {
                if (!room.take(length)) {
                    fail(outcome::noRoom);
                    return false;
                }
                byte[] bytes = new byte[length];
                chunk.get(bytes, 0, length);
                append(bytes);
            }
            return true;
        } finally {
            chunk.release();
        }
    }

    /** The deadline may pass on another thread meanwhile, which then gives back what is here. */
    private synchronized void append(byte[] bytes) {
        if (ended.get()) {
            room.free(bytes.length);
        } else {
            body.writeBytes(bytes);
        }
    }

    private void fail(Runnable then) {
        if (end()) {
            room.free(body.size());
            then.run();
        }
    }

    private synchronized boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        if (deadline != null) {
            deadline.cancel();
        }
        return true;
    }
}
