/** What the administration endpoints send and take. Immutable. */
@NullMarked
package io.penstock.rest.model.admin;

import org.jspecify.annotations.NullMarked;
