/** How connectors and tasks that have failed come back by themselves. */
@Export
@Version("1.0.0")
@NullMarked
package io.penstock.api.restart;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
