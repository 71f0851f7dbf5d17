/** Variables of the form {@code ${provider:path:key}}: resolving them, and hiding what they stand for (I6). */
@NullMarked
package io.penstock.core.config.variables;

import org.jspecify.annotations.NullMarked;
