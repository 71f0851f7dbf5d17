/**
 * Stores in files under the data directory: journals of checksummed frames, made durable before a write is acknowledged
 * and compacted by an atomic rename (I8).
 */
@NullMarked
package io.penstock.core.store.local;

import org.jspecify.annotations.NullMarked;
