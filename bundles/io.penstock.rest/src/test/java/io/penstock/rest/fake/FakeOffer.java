package io.penstock.rest.fake;

import io.penstock.rest.extension.Offers;
import java.util.function.Supplier;
import org.apache.kafka.connect.rest.ConnectRestExtension;

/** An extension that a bundle would offer; each instance is a new one. */
public final class FakeOffer implements Offers.Offer {

    private final String name;
    private final Supplier<ConnectRestExtension> maker;
    private int lent;

    public FakeOffer(String name, Supplier<ConnectRestExtension> maker) {
        this.name = name;
        this.maker = maker;
    }

    /** How many instances have not been given back. */
    public synchronized int lent() {
        return lent;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized Offers.Instance get() {
        lent++;
        ConnectRestExtension extension = maker.get();
        return new Offers.Instance() {
            @Override
            public ConnectRestExtension extension() {
                return extension;
            }

            @Override
            public void release() {
                synchronized (FakeOffer.this) {
                    lent--;
                }
            }
        };
    }

    @Override
    public int compareTo(Offers.Offer other) {
        return 0;
    }
}
