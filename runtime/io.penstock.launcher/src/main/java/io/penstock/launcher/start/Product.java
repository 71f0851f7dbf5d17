package io.penstock.launcher.start;

/** What this program is. */
public final class Product {
    private Product() {}

    /** The version in the jar's manifest. */
    public static String version() {
        String version = Product.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
