package io.penstock.core.pipeline;

/**
 * A configured plugin instance in the record path.
 *
 * @param alias its name in the configuration
 * @param instance the plugin
 * @param className the class name that users know it by
 * @param loader the class loader that its code runs under (I4)
 * @param <T> the Connect interface
 */
public record Part<T>(String alias, T instance, String className, ClassLoader loader) {}
