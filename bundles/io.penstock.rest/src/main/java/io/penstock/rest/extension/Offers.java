package io.penstock.rest.extension;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.jspecify.annotations.Nullable;

/** The extensions that bundles offer at this moment. Thread-safe. */
public final class Offers {

    private final List<Offer> offers = new ArrayList<>();

    /** Somebody's extension; what counts is which object it is. */
    public interface Offer extends Comparable<Offer> {

        /** The class name that the worker file knows it by. */
        String name();

        /** An instance of its own; null when it has just gone away. */
        @Nullable Instance get();
    }

    /** An extension on loan. */
    public interface Instance {

        ConnectRestExtension extension();

        /** Gives it back; called once. */
        void release();
    }

    /** A service has come. */
    public synchronized void add(Offer offer) {
        offers.add(offer);
        offers.sort(Comparator.reverseOrder());
    }

    /** A service has gone. */
    public synchronized void remove(Offer offer) {
        offers.removeIf(one -> one == offer);
    }

    /** The best offer for a name, which is a class name or its last part; null when there is none. */
    synchronized @Nullable Offer find(String name) {
        return offers.stream()
                .filter(offer -> offer.name().equals(name))
                .findFirst()
                .or(() -> offers.stream()
                        .filter(offer -> offer.name().replaceFirst(".*[.$]", "").equals(name))
                        .findFirst())
                .orElse(null);
    }
}
