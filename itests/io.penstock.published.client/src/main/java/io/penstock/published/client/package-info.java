/** Drives a worker with a client library that others wrote. */
@NullMarked
package io.penstock.published.client;

import org.jspecify.annotations.NullMarked;
