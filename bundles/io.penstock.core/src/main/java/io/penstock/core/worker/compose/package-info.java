/** Wires the worker together out of Declarative Services and offers it as a service. */
@NullMarked
package io.penstock.core.worker.compose;

import org.jspecify.annotations.NullMarked;
