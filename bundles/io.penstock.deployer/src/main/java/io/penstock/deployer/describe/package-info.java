/**
 * Turns the {@code META-INF/services} listings of Kafka Connect plugin archives into Declarative Services component
 * descriptors.
 *
 * <p>Uses the JDK only, so that the build of other bundles can run it too, and loads no class of an archive. Types are
 * immutable; calls block on the file system and may be made from any thread.
 */
@NullMarked
package io.penstock.deployer.describe;

import org.jspecify.annotations.NullMarked;
