/** Connector instances, each on a thread of its own, and what their code sees of the worker. */
@NullMarked
package io.penstock.core.worker.instance;

import org.jspecify.annotations.NullMarked;
