package io.penstock.core.worker.run;

import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.worker.loop.Timer;
import io.penstock.core.worker.plan.Running;
import io.penstock.core.worker.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One connector as the control loop keeps it. Belongs to the loop. */
final class Slot {

    private static final long FIRST_GENERATION_RETRY_MS = 250;
    private static final long LAST_GENERATION_RETRY_MS = 60_000;

    final SortedMap<Integer, TaskSlot> tasks = new TreeMap<>();

    @Nullable InstanceSlot instance;

    private @Nullable Map<String, String> resolvedFrom;
    private @Nullable ResolvedConfig resolved;
    private boolean resolving;
    private @Nullable String resolutionFailure;
    private @Nullable Timer reload;

    private boolean generating;
    private boolean generationRequested;
    private long generationRetryMs = FIRST_GENERATION_RETRY_MS;
    private @Nullable String generationRest;

    List<Step> plan = List.of();

    void resolving(Map<String, String> config) {
        resolvedFrom = config;
        resolving = true;
        resolutionFailure = null;
        if (reload != null) {
            reload.cancel();
            reload = null;
        }
    }

    /** Takes in the outcome, unless another configuration is being resolved by now. */
    boolean resolved(Map<String, String> config, @Nullable ResolvedConfig outcome, @Nullable String failure) {
        if (!config.equals(resolvedFrom)) {
            return false;
        }
        resolving = false;
        resolved = outcome;
        resolutionFailure = failure;
        generationRest = null;
        return true;
    }

    void reloadBy(Timer timer) {
        reload = timer;
    }

    /** The values are to be read again. */
    void unresolve() {
        resolvedFrom = null;
        resolved = null;
        resolutionFailure = null;
    }

    @Nullable ResolvedConfig resolution() {
        return resolving ? null : resolved;
    }

    @Nullable Map<String, String> resolvedFrom() {
        return resolvedFrom;
    }

    void generationStarted() {
        generating = true;
        generationRequested = false;
        generationRest = null;
    }

    void generationDone() {
        generating = false;
        generationRetryMs = FIRST_GENERATION_RETRY_MS;
    }

    /** Notes a failure and returns after how many ms to try again. */
    long generationFailed(String reason) {
        generating = false;
        generationRequested = true;
        long delay = generationRetryMs;
        generationRetryMs = Math.min(LAST_GENERATION_RETRY_MS, generationRetryMs * 2);
        generationRest =
                "its task configurations could not be made and are asked for again in " + delay + " ms: " + reason;
        return delay;
    }

    void generationMayGoOn() {
        generationRest = null;
    }

    void generationRequested() {
        generationRequested = true;
    }

    /** A new instance is asked anew, whatever its predecessor answered. */
    void generationReset() {
        generating = false;
        generationRest = null;
        generationRetryMs = FIRST_GENERATION_RETRY_MS;
    }

    /** Nothing that is still under way is for this connector any more. */
    void close() {
        resolvedFrom = null;
        if (reload != null) {
            reload.cancel();
        }
    }

    /**
     * The plan's input.
     *
     * @param outlooks what restart policies make of failures, by the number of the task or {@link Step#CONNECTOR}
     */
    Running view(IntFunction<@Nullable String> outlooks) {
        SortedMap<Integer, Running.Task> views = new TreeMap<>();
        tasks.forEach((number, task) -> views.put(number, task.view(outlooks.apply(number))));
        String rest = instance != null && !instance.isReady() ? "its code is still starting" : generationRest;
        return new Running(
                new Running.Resolution(resolvedFrom, resolving, resolutionFailure),
                instance == null ? null : instance.view(outlooks.apply(Step.CONNECTOR)),
                new Running.Generation(generating, generationRequested, rest),
                views);
    }
}
