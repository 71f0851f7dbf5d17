package io.penstock.deployer.describe;

/**
 * Something in an archive that keeps a plugin from being described. The other plugins of the archive are not affected.
 *
 * @param where the archive, the entry and, when there is one, the line
 * @param what what is wrong there
 */
public record Problem(String where, String what) {

    @Override
    public String toString() {
        return where + ": " + what;
    }
}
