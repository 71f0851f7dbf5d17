/**
 * The dead letters of connectors: what is in a queue and why, and how it gets out of there again.
 *
 * <p>Threads: records are immutable, the service may be called from any thread. Its stages fail with a {@link
 * io.penstock.api.WorkerException} only. The names of record components are the names of the fields in JSON.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.penstock.api.deadletter;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
