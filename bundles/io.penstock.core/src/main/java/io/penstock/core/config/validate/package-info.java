/** Validation of connector configurations and the keys of plugins. Runs plugin code on the caller's thread (I3). */
@NullMarked
package io.penstock.core.config.validate;

import org.jspecify.annotations.NullMarked;
