package io.penstock.core.task.run;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done when a task is cut off: its clients are closed under the hands of a thread that may never come
 * back. Thread-safe.
 */
final class Fence {

    private static final Logger LOG = LoggerFactory.getLogger(Fence.class);

    private final String name;
    private final List<Cut> cuts = new ArrayList<>();
    private boolean fallen;

    Fence(String name) {
        this.name = name;
    }

    /** Something that cuts off. */
    @FunctionalInterface
    interface Cut {
        void run() throws Exception;
    }

    /** Remembers what to do; does it at once when the fence has fallen already. */
    void add(Cut cut) {
        synchronized (cuts) {
            if (!fallen) {
                cuts.add(cut);
                return;
            }
        }
        run(cut);
    }

    /** Does it all, on a thread of its own: a client may take a moment to close. */
    void fall() {
        List<Cut> running;
        synchronized (cuts) {
            fallen = true;
            running = List.copyOf(cuts);
            cuts.clear();
        }
        var thread = new Thread(() -> running.forEach(Fence::run), "task-fence-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Fence.class.getClassLoader());
        thread.start();
    }

    private static void run(Cut cut) {
        try {
            cut.run();
        } catch (Exception e) {
            LOG.debug("Part of a task that was cut off could not be closed from outside", e);
        }
    }
}
