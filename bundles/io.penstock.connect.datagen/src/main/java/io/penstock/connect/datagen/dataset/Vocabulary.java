package io.penstock.connect.datagen.dataset;

import java.util.List;

/** The words that records are made of. People and places are invented; mail goes to domains reserved for examples. */
final class Vocabulary {

    /** How many different users orders and clicks come from: those of the first so many records of {@code users}. */
    static final int POPULATION = 10_000;

    static final List<String> FIRST_NAMES = List.of(
            "Ada", "Amir", "Anja", "Bruno", "Carla", "Chidi", "Dana", "Deniz", "Elif", "Emil", "Fatima", "Felix",
            "Greta", "Hana", "Ivan", "Jana", "Jonas", "Kofi", "Lena", "Luca", "Mei", "Mila", "Nadia", "Noah", "Olga",
            "Omar", "Paula", "Priya", "Rosa", "Samir", "Sofia", "Tariq", "Tomas", "Uma", "Vera", "Wanda", "Yuki",
            "Zoe");

    static final List<String> LAST_NAMES = List.of(
            "Abel", "Bauer", "Castro", "Dubois", "Eriksen", "Fischer", "Garcia", "Haddad", "Ito", "Jensen", "Kaya",
            "Lopez", "Mensah", "Novak", "Okafor", "Petrov", "Quinn", "Rossi", "Silva", "Tanaka", "Usman", "Vogel",
            "Weber", "Xu", "Yilmaz", "Zhang");

    static final List<String> STREETS = List.of(
            "Harbour Road",
            "Mill Lane",
            "Station Street",
            "Garden Row",
            "Church Hill",
            "Lock Gate",
            "Weir Path",
            "Orchard Way",
            "Market Square",
            "River Walk",
            "Quarry Close",
            "Turbine Yard");

    static final List<Place> PLACES = List.of(
            new Place("Amsterdam", "NL", "EUR"),
            new Place("Berlin", "DE", "EUR"),
            new Place("Chicago", "US", "USD"),
            new Place("Denver", "US", "USD"),
            new Place("Glasgow", "GB", "GBP"),
            new Place("Lisbon", "PT", "EUR"),
            new Place("London", "GB", "GBP"),
            new Place("Lyon", "FR", "EUR"),
            new Place("Malmo", "SE", "SEK"),
            new Place("Oslo", "NO", "NOK"),
            new Place("Seattle", "US", "USD"),
            new Place("Vienna", "AT", "EUR"),
            new Place("Warsaw", "PL", "PLN"),
            new Place("Zurich", "CH", "CHF"));

    static final List<Product> PRODUCTS = List.of(
            new Product("SKU-1001", "Rain jacket", 8_990),
            new Product("SKU-1002", "Wool socks", 1_450),
            new Product("SKU-1003", "Hiking boots", 15_900),
            new Product("SKU-1004", "Water bottle", 1_995),
            new Product("SKU-1005", "Head torch", 3_490),
            new Product("SKU-1006", "Tent, two persons", 24_900),
            new Product("SKU-1007", "Sleeping bag", 11_950),
            new Product("SKU-1008", "Gas stove", 5_480),
            new Product("SKU-1009", "Trail map", 1_290),
            new Product("SKU-1010", "Compass", 2_640),
            new Product("SKU-1011", "Rope, 30 m", 7_200),
            new Product("SKU-1012", "Dry bag", 1_780),
            new Product("SKU-1013", "Paddle", 6_350),
            new Product("SKU-1014", "Energy bar", 225),
            new Product("SKU-1015", "First aid kit", 2_999),
            new Product("SKU-1016", "Sun hat", 2_150));

    static final List<String> STATUSES = List.of("placed", "paid", "packed", "shipped", "delivered");

    static final List<String> COUPONS = List.of("SPRING10", "WELCOME", "FREESHIP", "LOYAL15");

    static final List<String> PLANS = List.of("free", "basic", "plus", "business");

    static final List<String> LANGUAGES = List.of("de", "en", "es", "fr", "it", "nl", "pl", "pt");

    static final List<String> THEMES = List.of("light", "dark", "system");

    static final List<String> MAIL_DOMAINS = List.of("example.com", "example.net", "example.org");

    static final List<String> URLS = List.of(
            "/",
            "/search?q=boots",
            "/search?q=tent",
            "/cart",
            "/checkout",
            "/account",
            "/help/returns",
            "/c/clothing",
            "/c/camping",
            "/c/climbing",
            "/c/water",
            "/p/SKU-1001",
            "/p/SKU-1003",
            "/p/SKU-1005",
            "/p/SKU-1006",
            "/p/SKU-1007",
            "/p/SKU-1011",
            "/p/SKU-1013",
            "/p/SKU-1015",
            "/blog/packing-light",
            "/blog/first-summit");

    static final List<String> REFERRERS = List.of(
            "https://search.example.com/",
            "https://news.example.org/outdoor",
            "https://social.example.net/feed",
            "https://mail.example.com/");

    static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
            "curl/8.14.1");

    private Vocabulary() {}

    /** A user's id, the same in every dataset. */
    static String user(long number) {
        return "user-" + number;
    }

    /** A town with what follows from its country. */
    record Place(String city, String country, String currency) {}

    /** Something for sale. */
    record Product(String sku, String name, long cents) {}
}
