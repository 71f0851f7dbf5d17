package io.penstock.core.worker.instance;

import io.penstock.api.ConnectorType;
import io.penstock.core.config.ConnectorSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Completes the task configurations that a connector made, as Apache's worker does ({@code Worker.connectorTaskConfigs}). */
public final class TaskConfigs {

    private TaskConfigs() {}

    /** More task configurations than allowed; asking again would not help. */
    public static final class TooMany extends ConnectException {

        private static final long serialVersionUID = 1L;

        TooMany(String message) {
            super(message);
        }
    }

    /**
     * Adds {@code task.class} and, for sinks, {@code topics} and {@code topics.regex}.
     *
     * @throws TooMany when there are more than {@code tasks.max} and that is enforced
     * @throws ConnectException when the connector answered with nothing usable
     */
    static List<Map<String, String>> of(
            ConnectorSettings settings,
            @Nullable Class<? extends Task> taskClass,
            @Nullable List<Map<String, String>> made) {
        if (taskClass == null || made == null) {
            throw new ConnectException("Connector " + settings.name() + " answered null from "
                    + (taskClass == null ? "taskClass()" : "taskConfigs()")
                    + "; that is a defect of " + settings.connector().className());
        }
        if (settings.enforceTasksMax() && made.size() > settings.tasksMax()) {
            throw new TooMany("Connector " + settings.name() + " made configurations for " + made.size()
                    + " tasks, but tasks.max is " + settings.tasksMax()
                    + ". Raise tasks.max; until the connector is mended, tasks.max.enforce=false permits it");
        }
        List<Map<String, String>> complete = new ArrayList<>();
        for (Map<String, String> one : made) {
            Map<String, String> config = new HashMap<>(one);
            config.put("task.class", taskClass.getName());
            if (settings.type() == ConnectorType.SINK) {
                copy(settings, config, "topics");
                copy(settings, config, "topics.regex");
            }
            complete.add(config);
        }
        return complete;
    }

    private static void copy(ConnectorSettings settings, Map<String, String> config, String key) {
        String value = settings.originals().get(key);
        if (value != null) {
            config.put(key, value);
        }
    }
}
