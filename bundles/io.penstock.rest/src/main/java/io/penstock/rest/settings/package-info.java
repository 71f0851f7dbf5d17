/** What the worker file says about listeners, TLS, headers and the advertised address. Immutable. */
@NullMarked
package io.penstock.rest.settings;

import org.jspecify.annotations.NullMarked;
