/**
 * JSON bytes to Connect data, streaming.
 *
 * <p>The streaming reader takes the documents that are as they should be. Whatever surprises it, it gives up without a result
 * and the document is read once more by the exact reader in {@code io.penstock.json.tree}, which alone decides about errors.
 */
@NullMarked
package io.penstock.json.read;

import org.jspecify.annotations.NullMarked;
