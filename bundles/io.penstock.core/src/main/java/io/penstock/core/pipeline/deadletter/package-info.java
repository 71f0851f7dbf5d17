/**
 * What is told of a failed record, and to whom. A report answers with a stage: offsets move past the record when it has
 * completed (I1), and a report that fails, fails the task.
 */
@NullMarked
package io.penstock.core.pipeline.deadletter;

import org.jspecify.annotations.NullMarked;
