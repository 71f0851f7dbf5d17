/**
 * Connectors, a transform, a predicate and a converter that fail where the text of a record says so. Packed into a jar by the tests, for
 * Penstock and for Apache's worker; the tests themselves do not run it.
 */
@NullMarked
package io.penstock.itests.distribution.plugin.stumble;

import org.jspecify.annotations.NullMarked;
