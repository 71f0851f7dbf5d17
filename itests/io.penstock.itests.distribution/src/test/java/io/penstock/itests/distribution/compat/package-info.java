/** Compatibility, shown beside the worker of Apache Kafka. */
@NullMarked
package io.penstock.itests.distribution.compat;

import org.jspecify.annotations.NullMarked;
