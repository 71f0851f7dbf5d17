/** The commands of the scope {@code connect} as Gogo functions: what they are called and how they are run. */
@NullMarked
package io.penstock.console.gogo;

import org.jspecify.annotations.NullMarked;
