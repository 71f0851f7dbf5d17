/** Everything that can go wrong with a request, turned into a status and {@code {"error_code":n,"message":"..."}}. */
@NullMarked
package io.penstock.rest.error;

import org.jspecify.annotations.NullMarked;
