/** Definitions of configuration keys and the outcome of a validation, as the REST API shows them. All immutable. */
@Export
@Version("1.0.0")
@NullMarked
package io.penstock.api.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
