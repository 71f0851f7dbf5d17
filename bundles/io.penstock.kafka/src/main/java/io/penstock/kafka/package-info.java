/** What the bundle does when it starts; everything else in it is Apache Kafka's. */
@NullMarked
package io.penstock.kafka;

import org.jspecify.annotations.NullMarked;
