/** What plugins there are at the moment. */
@Export
@Version("1.0.0")
@NullMarked
package io.penstock.api.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
