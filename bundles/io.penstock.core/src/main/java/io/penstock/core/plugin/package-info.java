/** Plugins as services of bundles: names, versions, leases, and the scope that plugin code runs in. Thread-safe. */
@NullMarked
package io.penstock.core.plugin;

import org.jspecify.annotations.NullMarked;
