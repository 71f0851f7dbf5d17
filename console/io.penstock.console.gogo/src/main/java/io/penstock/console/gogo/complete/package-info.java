/** What TAB offers. Runs on a session's thread; plugin code is asked through the catalog, and never for long. */
@NullMarked
package io.penstock.console.gogo.complete;

import org.jspecify.annotations.NullMarked;
