package io.penstock.rest.jaxrs;

import io.penstock.rest.http.Room;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * What one request has taken of the server's room, from the moment its body is there until its answer is sent or given
 * up; then all of it is given back. Its own callback tells when that is.
 */
final class Exchange extends Callback.Nested {

    /** An answer up to this size, in bytes, goes to the network's buffers at once. */
    private static final int SMALL = 32 * 1024;

    private final Request request;
    private final Room room;
    private int taken;
    private volatile boolean answering;
    private Scheduler.@Nullable Task deadline;

    /**
     * An exchange that has entered the room.
     *
     * @param taken bytes of the request's body
     */
    Exchange(Request request, Callback callback, Room room, int taken) {
        super(callback);
        this.request = request;
        this.room = room;
        this.taken = taken;
        // As long as the worker has not answered, it decides how long that takes, and not the idle timeout.
        request.addIdleTimeoutListener(idle -> answering);
    }

    /**
     * Asks for room for an answer, and from now on gives the client a limited time to take it.
     *
     * @return whether there is room
     */
    synchronized boolean answer(int bytes) {
        answering = true;
        if (bytes <= SMALL) {
            return true;
        }
        if (!room.take(bytes)) {
            return false;
        }
        taken += bytes;
        deadline = request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.getConnectionMetaData()
                                .getConnection()
                                .getEndPoint()
                                .close(),
                        room.limits().requestTimeoutMs(),
                        TimeUnit.MILLISECONDS);
        return true;
    }

    @Override
    public void completed() {
        synchronized (this) {
            if (deadline != null) {
                deadline.cancel();
            }
            room.free(taken);
            taken = 0;
        }
        room.leave();
    }
}
