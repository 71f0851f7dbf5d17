/** The loop of a source task: poll, transform, convert, produce, flush offsets. */
@NullMarked
package io.penstock.core.task.source;

import org.jspecify.annotations.NullMarked;
