/** Connectors that cost next to nothing themselves and note how long their worker took. */
@NullMarked
package io.penstock.benchmark.plugin;

import org.jspecify.annotations.NullMarked;
