package io.penstock.core.plugin;

/** What a class name or alias led to. */
public sealed interface Resolution {

    /** One plugin. */
    record Found(Plugin plugin) implements Resolution {}

    /**
     * None.
     *
     * @param reason says what was looked for, what there is, and what to do
     */
    record Missing(String reason) implements Resolution {}
}
