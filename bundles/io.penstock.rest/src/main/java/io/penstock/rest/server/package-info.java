/** The component that serves the REST API as long as there is a worker. */
@NullMarked
package io.penstock.rest.server;

import org.jspecify.annotations.NullMarked;
