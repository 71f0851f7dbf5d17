/** What users order and ask: commands go to the control loop, reads are answered from the stores. */
@NullMarked
package io.penstock.core.worker.command;

import org.jspecify.annotations.NullMarked;
