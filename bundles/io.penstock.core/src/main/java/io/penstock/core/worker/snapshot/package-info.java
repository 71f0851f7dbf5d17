/** The immutable view of the worker that every read is answered from. */
@NullMarked
package io.penstock.core.worker.snapshot;

import org.jspecify.annotations.NullMarked;
