package io.penstock.core.pipeline;

/**
 * What became of one record.
 *
 * @param <R> the record
 */
public sealed interface Outcome<R> {

    /**
     * It goes on.
     *
     * @param record what it has become
     */
    record Passed<R>(R record) implements Outcome<R> {}

    /** A transform filtered it; that is no error. */
    record Dropped<R>() implements Outcome<R> {}

    /**
     * It failed.
     *
     * @param stage where
     * @param executing name of the class that ran, as the user knows it
     * @param error why
     */
    record Failed<R>(Stage stage, String executing, Throwable error) implements Outcome<R> {}
}
