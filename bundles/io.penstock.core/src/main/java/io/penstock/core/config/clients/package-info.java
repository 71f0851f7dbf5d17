/** Settings of the Kafka clients that a connector's tasks use. Pure functions; results hold secrets (I6). */
@NullMarked
package io.penstock.core.config.clients;

import org.jspecify.annotations.NullMarked;
