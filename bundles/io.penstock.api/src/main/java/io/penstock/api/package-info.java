/**
 * The contract between the worker and everything that steers or shows it (REST, shell, deployer).
 *
 * <p>Threads: every type is immutable or says otherwise. Services may be called from any thread. Reads answer from an
 * immutable snapshot and never wait for a plugin; writes are carried out by the worker's control loop and answer with a
 * {@link java.util.concurrent.CompletionStage} that fails with a {@link io.penstock.api.WorkerException} only.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.penstock.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
