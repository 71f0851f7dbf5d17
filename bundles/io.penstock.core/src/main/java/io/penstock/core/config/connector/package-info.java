/** A connector's configuration as the framework reads it, and the plugins that it needs. Pure functions. */
@NullMarked
package io.penstock.core.config.connector;

import org.jspecify.annotations.NullMarked;
