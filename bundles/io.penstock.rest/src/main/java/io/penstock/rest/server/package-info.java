/** The HTTP server: listeners, handlers, the bridge to JAX-RS, the access log, and the component that owns them. */
@NullMarked
package io.penstock.rest.server;

import org.jspecify.annotations.NullMarked;
