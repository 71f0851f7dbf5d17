package io.penstock.core.pipeline;

/** Where a record was when it failed; the names are written into dead letters and logs (Apache: {@code Stage}). */
public enum Stage {
    /** In the transform chain, predicates included. */
    TRANSFORMATION,
    /** While its key was converted. */
    KEY_CONVERTER,
    /** While its value was converted. */
    VALUE_CONVERTER,
    /** While its headers were converted. */
    HEADER_CONVERTER,
    /** In the sink task, which reported it. */
    TASK_PUT,
    /** On its way to Kafka. */
    KAFKA_PRODUCE
}
