/** The definitions of all keys that the framework itself reads, as Kafka's own ConfigDef knows them. Pure. */
@NullMarked
package io.penstock.core.config.key;

import org.jspecify.annotations.NullMarked;
