/** Offsets of connectors, read and changed from outside. */
@Export
@Version("1.0.0")
@NullMarked
package io.penstock.api.offset;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
