/** What the two directions have in common: a schema looked through once, and a bounded cache. */
@NullMarked
package io.penstock.json.schema;

import org.jspecify.annotations.NullMarked;
