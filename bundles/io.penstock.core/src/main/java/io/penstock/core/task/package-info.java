/** One running task, source or sink, on a thread of its own. */
@NullMarked
package io.penstock.core.task;

import org.jspecify.annotations.NullMarked;
