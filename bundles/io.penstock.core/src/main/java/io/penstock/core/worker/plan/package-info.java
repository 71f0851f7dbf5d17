/** What is to be done, as a pure function of what is desired, assigned, available and running. */
@NullMarked
package io.penstock.core.worker.plan;

import org.jspecify.annotations.NullMarked;
