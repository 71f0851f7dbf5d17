/**
 * The chains of replays: dead letters through the connector's own record path and task, or back to their topics, each with a
 * verdict. They open clients of their own and share nothing with the connector's tasks.
 */
@NullMarked
package io.penstock.core.task.replay;

import org.jspecify.annotations.NullMarked;
