/** Ports for configs, statuses and offsets. Implementations are thread-safe and answer with stages. */
@NullMarked
package io.penstock.core.store;

import org.jspecify.annotations.NullMarked;
