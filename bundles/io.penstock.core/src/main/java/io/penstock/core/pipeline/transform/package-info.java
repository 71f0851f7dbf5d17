/** The chain of transforms with its predicates. */
@NullMarked
package io.penstock.core.pipeline.transform;

import org.jspecify.annotations.NullMarked;
