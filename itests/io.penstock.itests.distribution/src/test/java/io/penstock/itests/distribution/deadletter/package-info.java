/** No record is lost: what becomes of bad records, counted on both sides, beside the worker of Apache Kafka. */
@NullMarked
package io.penstock.itests.distribution.deadletter;

import org.jspecify.annotations.NullMarked;
