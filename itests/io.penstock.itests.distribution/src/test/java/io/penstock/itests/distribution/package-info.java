/** What the packaged product does, seen from outside: through its start script, its REST API, its shell, and Kafka. */
@NullMarked
package io.penstock.itests.distribution;

import org.jspecify.annotations.NullMarked;
