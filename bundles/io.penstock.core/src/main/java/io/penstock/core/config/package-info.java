/** Worker and connector configuration: keys, validation, variables, client settings. Values are immutable. */
@NullMarked
package io.penstock.core.config;

import org.jspecify.annotations.NullMarked;
