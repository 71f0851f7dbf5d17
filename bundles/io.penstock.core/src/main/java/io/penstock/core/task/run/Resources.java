package io.penstock.core.task.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a task has opened; closed in reverse order, each whatever happens to the others. */
public final class Resources implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

    private final Deque<Opened> opened = new ArrayDeque<>();

    /** Nothing is open yet. */
    public Resources() {}

    /** Remembers something to close. */
    public <T extends AutoCloseable> T add(String what, T resource) {
        opened.push(new Opened(what, resource));
        return resource;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            Opened next = opened.pop();
            try {
                next.resource().close();
            } catch (InterruptedException e) {
                LOG.warn("Closing the {} was interrupted", next.what(), e);
                Thread.currentThread().interrupt();
            } catch (Exception | LinkageError e) {
                LOG.warn("Could not close the {}", next.what(), e);
            }
        }
    }

    private record Opened(String what, AutoCloseable resource) {}
}
