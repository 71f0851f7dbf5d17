/** Connectors whose methods throw. Packed into a bundle by the tests; the tests themselves do not run it. */
@NullMarked
package io.penstock.itests.distribution.plugin.moody;

import org.jspecify.annotations.NullMarked;
