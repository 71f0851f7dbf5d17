package io.penstock.connect.datagen.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** People who signed up: record n is the user whom orders and clicks call {@code user-n}. */
final class Users implements Dataset {

    /** Birthdays lie between 1945 and 2005. */
    private static final int FIRST_BIRTHDAY = -9_131;

    private static final int BIRTHDAYS = 60 * 365;

    private static final RowType USER = new RowType(SchemaBuilder.struct()
            .name("io.penstock.datagen.User")
            .version(1)
            .field("seq", Schema.INT64_SCHEMA)
            .field("id", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("email", Schema.STRING_SCHEMA)
            .field("birthday", Date.SCHEMA)
            .field("signup", Timestamp.SCHEMA)
            .field("plan", Schema.STRING_SCHEMA)
            .field("balance", Decimal.schema(2))
            .field("active", Schema.BOOLEAN_SCHEMA)
            .field("address", Address.TYPE.schema())
            .field(
                    "preferences",
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                            .build())
            .field("referrer", Schema.OPTIONAL_STRING_SCHEMA)
            .build());

    @Override
    public RowType type() {
        return USER;
    }

    @Override
    public String badField() {
        return "balance";
    }

    @Override
    public List<String> key() {
        return List.of("id");
    }

    @Override
    public @Nullable Object[] values(Draw draw, long number, long time, Shape shape) {
        String first = draw.pick(Vocabulary.FIRST_NAMES);
        String last = draw.pick(Vocabulary.LAST_NAMES);
        String mailbox = (first + "." + last).toLowerCase(Locale.ROOT) + number;
        return new @Nullable Object[] {
            number,
            Vocabulary.user(number),
            first + " " + last,
            mailbox + "@" + draw.pick(Vocabulary.MAIL_DOMAINS),
            shape.date(FIRST_BIRTHDAY + draw.below(BIRTHDAYS)),
            shape.timestamp(time),
            draw.pick(Vocabulary.PLANS),
            shape.money(draw.skewed(100_000)),
            !draw.oneIn(10),
            Address.in(draw.pick(Vocabulary.PLACES), draw, shape),
            preferences(draw),
            draw.oneIn(4) ? Vocabulary.user(draw.skewed(Vocabulary.POPULATION)) : null
        };
    }

    /** In a fixed order, which Map.of does not keep from one JVM to the next. */
    private static Map<String, String> preferences(Draw draw) {
        Map<String, String> preferences = new LinkedHashMap<>(4);
        preferences.put("language", draw.pick(Vocabulary.LANGUAGES));
        preferences.put("theme", draw.pick(Vocabulary.THEMES));
        return preferences;
    }
}
