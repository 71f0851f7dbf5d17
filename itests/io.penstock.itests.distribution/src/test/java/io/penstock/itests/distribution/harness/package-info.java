/** Starts the distribution and looks at it from outside. Everything that is started ends with the test class. */
@NullMarked
package io.penstock.itests.distribution.harness;

import org.jspecify.annotations.NullMarked;
