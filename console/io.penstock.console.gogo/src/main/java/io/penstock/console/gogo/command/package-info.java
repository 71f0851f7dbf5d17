/** What each command does. A command object serves one call and is not shared between threads. */
@NullMarked
package io.penstock.console.gogo.command;

import org.jspecify.annotations.NullMarked;
