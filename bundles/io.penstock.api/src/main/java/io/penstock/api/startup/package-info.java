/**
 * Markers by which the parts of the system tell the launcher how start-up went. The launcher shares no classes with the
 * bundles and reads only names and properties of these services.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.penstock.api.startup;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
