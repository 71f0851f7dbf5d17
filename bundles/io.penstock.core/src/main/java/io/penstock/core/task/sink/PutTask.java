package io.penstock.core.task.sink;

import org.apache.kafka.connect.sink.SinkTask;

/**
 * A sink task with the loader that its code runs under.
 *
 * @param instance the task
 * @param loader the connector plugin's
 */
public record PutTask(SinkTask instance, ClassLoader loader) {}
