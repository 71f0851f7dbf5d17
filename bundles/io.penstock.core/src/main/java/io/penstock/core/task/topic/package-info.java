/** Which topics tasks use (KIP-558). */
@NullMarked
package io.penstock.core.task.topic;

import org.jspecify.annotations.NullMarked;
