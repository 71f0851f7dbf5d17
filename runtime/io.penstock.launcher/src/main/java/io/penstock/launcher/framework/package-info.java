/** The OSGi framework: installing, starting and stopping the bundles. */
@NullMarked
package io.penstock.launcher.framework;

import org.jspecify.annotations.NullMarked;
