/** Stand-ins for the worker, with just enough behaviour of their own to hold a conversation over the REST API. */
@NullMarked
package io.penstock.rest.fake;

import org.jspecify.annotations.NullMarked;
