/** Offsets of connectors, read and changed from outside (KIP-875). */
@NullMarked
package io.penstock.core.worker.offset;

import org.jspecify.annotations.NullMarked;
