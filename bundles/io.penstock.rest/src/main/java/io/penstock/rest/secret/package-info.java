/** Leaves the values of secret keys out of answers ({@code rest.mask.secrets}), without ever waiting long for a plugin. */
@NullMarked
package io.penstock.rest.secret;

import org.jspecify.annotations.NullMarked;
