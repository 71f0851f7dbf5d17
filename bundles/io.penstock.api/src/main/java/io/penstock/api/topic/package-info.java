/** The topics that connectors use. */
@Export
@Version("1.0.0")
@NullMarked
package io.penstock.api.topic;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
