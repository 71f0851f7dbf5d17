package io.penstock.core.worker.plan;

import io.penstock.api.TargetState;
import io.penstock.core.plugin.Plugin;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What runs of one connector at the moment of planning.
 *
 * @param resolution how far the variables of its configuration are resolved
 * @param instance the connector instance, or null
 * @param generation how far its task configurations are
 * @param tasks the tasks by number
 */
public record Running(
        Resolution resolution, @Nullable Instance instance, Generation generation, SortedMap<Integer, Task> tasks) {

    /** Where an instance or task is in its life. */
    public enum Phase {
        /** It was started and has not ended. */
        ACTIVE,
        /** Its code failed; nothing of it runs but what has to be cleaned up. */
        FAILED,
        /** It was ordered to stop and has not ended yet. */
        STOPPING
    }

    /**
     * Resolution of the variables of a configuration.
     *
     * @param config the configuration it is about, as written; null when there was none yet
     * @param pending whether it is still going on
     * @param failure why it failed, or null
     */
    public record Resolution(
            @Nullable Map<String, String> config,
            boolean pending,
            @Nullable String failure) {

        /** Whether the resolved form of this configuration is at hand. */
        public boolean done(Map<String, String> of) {
            return of.equals(config) && !pending && failure == null;
        }
    }

    /**
     * The connector instance.
     *
     * @param phase where it is in its life
     * @param config the configuration it was started with, as written
     * @param plugin the plugin it is an instance of
     * @param target the target state that it was told last
     * @param restart why it is to be restarted, or null
     * @param outlook what its restart policy makes of its failure, null when it has no policy or has not failed
     */
    public record Instance(
            Phase phase,
            Map<String, String> config,
            Plugin plugin,
            TargetState target,
            @Nullable String restart,
            @Nullable String outlook) {}

    /**
     * Making of task configurations.
     *
     * @param pending whether the connector has been asked and has not answered
     * @param requested whether the connector wants to be asked (requestTaskReconfiguration)
     * @param resting why it is not to be asked just now, as after a failure; null when it may be
     */
    public record Generation(
            boolean pending, boolean requested, @Nullable String resting) {}

    /**
     * A task.
     *
     * @param phase where it is in its life
     * @param config the task configuration it was started with, as written
     * @param connectorConfig the connector configuration it was started with, as written
     * @param plugins every plugin that it has leased
     * @param target the target state that it was told last
     * @param restart why it is to be restarted, or null
     * @param outlook what its restart policy makes of its failure, null when it has no policy or has not failed
     */
    public record Task(
            Phase phase,
            Map<String, String> config,
            Map<String, String> connectorConfig,
            Collection<Plugin> plugins,
            TargetState target,
            @Nullable String restart,
            @Nullable String outlook) {}
}
