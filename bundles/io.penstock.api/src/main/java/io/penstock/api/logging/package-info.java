/** Log levels, read and changed while the worker runs. */
@Export
@Version("1.0.0")
@NullMarked
package io.penstock.api.logging;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
