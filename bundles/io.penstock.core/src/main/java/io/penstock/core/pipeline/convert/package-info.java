/** Between Connect's data and Kafka's bytes. */
@NullMarked
package io.penstock.core.pipeline.convert;

import org.jspecify.annotations.NullMarked;
