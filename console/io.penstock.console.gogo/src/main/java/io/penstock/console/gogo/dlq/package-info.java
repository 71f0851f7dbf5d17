/** The command {@code dlq}: dead letters, and their replays. */
@NullMarked
package io.penstock.console.gogo.dlq;

import org.jspecify.annotations.NullMarked;
