/** What goes over the wire about replays of dead letters, beside the records of the API itself. */
@NullMarked
package io.penstock.rest.model.deadletter;

import org.jspecify.annotations.NullMarked;
