/** {@code penstock demo}: broker, worker and two connectors, with nothing to install. */
@NullMarked
package io.penstock.launcher.demo;

import org.jspecify.annotations.NullMarked;
