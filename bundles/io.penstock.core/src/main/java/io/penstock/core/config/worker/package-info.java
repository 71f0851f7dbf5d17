/** The worker's configuration. Values are immutable and hold secrets (I6). */
@NullMarked
package io.penstock.core.config.worker;

import org.jspecify.annotations.NullMarked;
