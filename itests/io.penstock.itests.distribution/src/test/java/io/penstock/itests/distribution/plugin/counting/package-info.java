/** A source that counts, and says what it has handed over. Packed into a bundle by the tests; the tests themselves do not run it. */
@NullMarked
package io.penstock.itests.distribution.plugin.counting;

import org.jspecify.annotations.NullMarked;
