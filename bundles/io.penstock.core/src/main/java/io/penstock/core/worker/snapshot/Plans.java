package io.penstock.core.worker.snapshot;

import io.penstock.api.Reason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last plan of every connector, for those who ask why. Thread-safe. */
public final class Plans {

    private final Map<String, List<Reason>> last = new ConcurrentHashMap<>();

    /** Notes a connector's plan. */
    public void put(String connector, List<Reason> reasons) {
        last.put(connector, reasons);
    }

    /** The connector is gone. */
    public void remove(String connector) {
        last.remove(connector);
    }

    /** The reasons of a connector's last plan, connector first; empty when there was none yet. */
    public List<Reason> of(String connector) {
        return last.getOrDefault(connector, List.of());
    }
}
