/**
 * What the made-up records look like: a pure function from a seed and a record's number to its fields.
 *
 * <p>Threads: a {@link io.penstock.connect.datagen.dataset.Draw} belongs to one thread, everything else is immutable.
 */
@NullMarked
package io.penstock.connect.datagen.dataset;

import org.jspecify.annotations.NullMarked;
