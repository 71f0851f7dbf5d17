package io.penstock.core.config;

import io.penstock.api.ConnectorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connector's configuration after validation and with variables resolved: what the framework itself reads of it, with
 * the worker's defaults filled in. Holds secrets: never logged (I6).
 */
public interface ConnectorSettings {

    /** The connector's name. */
    String name();

    /** Source or sink. */
    ConnectorType type();

    /** All keys, variables resolved, as the connector's {@code start} gets them. */
    Map<String, String> originals();

    /** The connector's plugin. */
    PluginSettings connector();

    /** {@code tasks.max}. */
    int tasksMax();

    /** {@code tasks.max.enforce}. */
    boolean enforceTasksMax();

    /** The key converter, the worker's unless the connector names one. */
    PluginSettings keyConverter();

    /** The value converter, the worker's unless the connector names one. */
    PluginSettings valueConverter();

    /** The header converter, the worker's unless the connector names one. */
    PluginSettings headerConverter();

    /** The chain in order. */
    List<TransformSettings> transforms();

    /** Predicates by alias. */
    Map<String, PluginSettings> predicates();

    /** {@code errors.*}. */
    ErrorSettings errors();

    /** Present when a dead letter queue is configured. */
    Optional<DeadLetterSettings> deadLetters();

    /** Rules for creating topics in order, the default group last; empty when the worker does not create topics. */
    List<TopicCreationGroup> topicCreation();

    /** {@code topics} of a sink, empty when it uses a regex. */
    List<String> topics();

    /** {@code topics.regex} of a sink, or empty. */
    Optional<String> topicsRegex();

    /** Complete settings of the task's clients. */
    ClientSettings clients();

    /** How often offsets are committed, in ms ({@code offset.flush.interval.ms}). */
    long offsetFlushIntervalMs();

    /** How long a flush of offsets may take, in ms ({@code offset.flush.timeout.ms}). */
    long offsetFlushTimeoutMs();
}
