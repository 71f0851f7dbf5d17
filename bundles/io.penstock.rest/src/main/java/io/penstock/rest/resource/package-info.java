/**
 * The JAX-RS resources, one class per area. Each is a singleton, takes what it needs in its constructor and holds no
 * state. Reads are answered on the calling thread, for they never block; writes are answered through {@link
 * io.penstock.rest.resource.Answers}, so that no thread waits for the worker.
 */
@NullMarked
package io.penstock.rest.resource;

import org.jspecify.annotations.NullMarked;
