/**
 * What goes over the wire: records whose component order is the order of the JSON fields, as Apache's worker writes them
 * (package {@code org.apache.kafka.connect.runtime.rest.entities}). Immutable.
 */
@NullMarked
package io.penstock.rest.model;

import org.jspecify.annotations.NullMarked;
