/** Which records are acknowledged, and up to where offsets may therefore be committed (I1). */
@NullMarked
package io.penstock.core.task.ledger;

import org.jspecify.annotations.NullMarked;
