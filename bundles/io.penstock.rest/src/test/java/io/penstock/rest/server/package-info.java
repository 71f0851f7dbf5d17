/** Tests against the real HTTP server over a worker in memory. */
@NullMarked
package io.penstock.rest.server;

import org.jspecify.annotations.NullMarked;
