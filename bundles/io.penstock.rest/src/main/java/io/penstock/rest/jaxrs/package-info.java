/** JAX-RS: the application with all resources, and the bridge that hands it the server's requests. */
@NullMarked
package io.penstock.rest.jaxrs;

import org.jspecify.annotations.NullMarked;
