/**
 * The HTTP server: listeners, certificates, limits, and what is answered without JAX-RS. A few threads serve all clients;
 * none ever waits for one.
 */
@NullMarked
package io.penstock.rest.http;

import org.jspecify.annotations.NullMarked;
