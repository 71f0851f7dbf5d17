/** Describes the API in OpenAPI's terms, from the resources themselves. */
@NullMarked
package io.penstock.rest.openapi;

import org.jspecify.annotations.NullMarked;
