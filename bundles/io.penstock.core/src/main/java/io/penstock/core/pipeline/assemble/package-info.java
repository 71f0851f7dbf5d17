/** From settings to a record path that is ready to run. */
@NullMarked
package io.penstock.core.pipeline.assemble;

import org.jspecify.annotations.NullMarked;
