package io.penstock.connect.datagen.dataset;

import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** Page views of a web site: flat and small, for load. The clicks of a session share its user, address and browser. */
final class Clicks implements Dataset {

    private static final int SESSION = 1;

    /** About so many clicks make a session, and about so many sessions go on at a time. */
    private static final int CLICKS_PER_SESSION = 8;

    private static final int OPEN_SESSIONS = 64;

    private static final HexFormat HEX = HexFormat.of();

    private static final RowType CLICK = new RowType(SchemaBuilder.struct()
            .name("io.penstock.datagen.Click")
            .version(1)
            .field("seq", Schema.INT64_SCHEMA)
            .field("time", Timestamp.SCHEMA)
            .field("session", Schema.STRING_SCHEMA)
            .field("user", Schema.OPTIONAL_STRING_SCHEMA)
            .field("url", Schema.STRING_SCHEMA)
            .field("referrer", Schema.OPTIONAL_STRING_SCHEMA)
            .field("status", Schema.INT32_SCHEMA)
            .field("millis", Schema.INT32_SCHEMA)
            .field("agent", Schema.STRING_SCHEMA)
            .field("ip", Schema.STRING_SCHEMA)
            .build());

    @Override
    public RowType type() {
        return CLICK;
    }

    @Override
    public String badField() {
        return "millis";
    }

    @Override
    public List<String> key() {
        return List.of("session");
    }

    @Override
    public @Nullable Object[] values(Draw draw, long number, long time, Shape shape) {
        String url = draw.pick(Vocabulary.URLS);
        String referrer = draw.oneIn(5) ? draw.pick(Vocabulary.REFERRERS) : null;
        int status = draw.oneIn(50) ? (draw.oneIn(5) ? 500 : 404) : 200;
        int millis = 3 + draw.skewed(900);
        draw.moveTo(SESSION, Math.max(0, number / CLICKS_PER_SESSION - draw.skewed(OPEN_SESSIONS)));
        String session = HEX.toHexDigits(draw.next());
        String user = draw.oneIn(3) ? null : Vocabulary.user(draw.skewed(Vocabulary.POPULATION));
        return new @Nullable Object[] {
            number,
            shape.timestamp(time),
            session,
            user,
            url,
            referrer,
            status,
            millis,
            draw.pick(Vocabulary.AGENTS),
            "10." + draw.below(256) + "." + draw.below(256) + "." + (1 + draw.below(254))
        };
    }
}
