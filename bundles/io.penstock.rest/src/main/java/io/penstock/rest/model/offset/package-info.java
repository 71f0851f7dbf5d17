/** How far connectors have come and which topics they use, as it goes over the wire. Immutable. */
@NullMarked
package io.penstock.rest.model.offset;

import org.jspecify.annotations.NullMarked;
