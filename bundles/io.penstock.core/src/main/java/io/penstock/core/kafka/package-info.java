/** The one place where Kafka clients are made. */
@NullMarked
package io.penstock.core.kafka;

import org.jspecify.annotations.NullMarked;
