/** Connect data to JSON bytes. */
@NullMarked
package io.penstock.json.write;

import org.jspecify.annotations.NullMarked;
