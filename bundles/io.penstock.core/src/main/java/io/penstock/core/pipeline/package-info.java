/** The record path as functions on batches. Starts no thread, opens no client. */
@NullMarked
package io.penstock.core.pipeline;

import org.jspecify.annotations.NullMarked;
