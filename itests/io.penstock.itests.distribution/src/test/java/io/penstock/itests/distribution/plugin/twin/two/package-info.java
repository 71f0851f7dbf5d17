/** One of two packages with a connector of the same simple name. Packed into a bundle by the tests. */
@NullMarked
package io.penstock.itests.distribution.plugin.twin.two;

import org.jspecify.annotations.NullMarked;
