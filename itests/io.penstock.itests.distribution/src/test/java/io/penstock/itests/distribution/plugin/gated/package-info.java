/** A source that fails while files are missing. Packed into a bundle by the tests; the tests themselves do not run it. */
@NullMarked
package io.penstock.itests.distribution.plugin.gated;

import org.jspecify.annotations.NullMarked;
