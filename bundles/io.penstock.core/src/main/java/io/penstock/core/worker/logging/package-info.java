/** Log levels, read and changed while the worker runs (KIP-495, KIP-976). */
@NullMarked
package io.penstock.core.worker.logging;

import org.jspecify.annotations.NullMarked;
