/**
 * REST extensions ({@code ConnectRestExtension}): found as services, one instance each, called under their own class
 * loader and never on a thread of the server's.
 */
@NullMarked
package io.penstock.rest.extension;

import org.jspecify.annotations.NullMarked;
