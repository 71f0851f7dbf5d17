package io.penstock.core.pipeline.tolerance;

import io.penstock.core.pipeline.Stage;
import org.jspecify.annotations.Nullable;

/**
 * One call into a plugin for one record. A stage makes one such object and uses it for all records.
 *
 * @param <A> what the plugin gets
 * @param <B> what it answers
 */
public interface Step<A, B> {

    /** Calls the plugin. */
    @Nullable B apply(A in) throws Exception;

    /** The stage that it belongs to. */
    Stage stage();

    /** Name of the plugin's class as users know it. */
    String executing();
}
