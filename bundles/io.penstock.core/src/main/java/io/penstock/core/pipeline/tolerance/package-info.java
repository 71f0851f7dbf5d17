/** When a failed operation is tried again, and when a failed record is tolerated. */
@NullMarked
package io.penstock.core.pipeline.tolerance;

import org.jspecify.annotations.NullMarked;
