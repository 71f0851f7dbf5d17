/**
 * A source of made-up but realistic records: the same ones each time, at any speed, as many as asked for.
 *
 * <p>Record <i>n</i> belongs to slice <i>n mod slices</i>. Slices are fixed by the configuration, tasks share them out; so
 * the number of tasks can change at any time without losing a record or making one twice.
 *
 * <p>Threads: as Connect has it, an instance is used by one thread at a time; {@code stop} may come from another.
 */
@NullMarked
package io.penstock.connect.datagen;

import org.jspecify.annotations.NullMarked;
