/** {@code penstock start}: a worker in this process or in the background. */
@NullMarked
package io.penstock.launcher.start;

import org.jspecify.annotations.NullMarked;
