package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters over HTTP: what the service is asked, and how its answers look. */
class DeadLettersTest {

    private static final String REPLAYS = "/dead-letters/orders/replays";

    private final ApiFixture api = new ApiFixture();
    private final ObjectMapper json = new ObjectMapper();

    @AfterEach
    void close() {
        api.close();
    }

    private JsonNode get(String path) throws JsonProcessingException {
        ApiFixture.Answer answer = api.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    @Test
    void aPageOfLettersHasACursor() throws JsonProcessingException {
        JsonNode page = get("/dead-letters/orders?stage=task_put&since=2026-01-31T00:00:00Z&offset_from=3&limit=2");

        assertThat(page.path("letters")).hasSize(2);
        JsonNode letter = page.at("/letters/0");
        assertThat(letter.path("id").asText()).isEqualTo("0-0");
        assertThat(letter.path("timestamp").asText()).isEqualTo("2026-01-31T08:30:00Z");
        assertThat(letter.at("/reason/stage").asText()).isEqualTo("TASK_PUT");
        assertThat(letter.path("reason").has("stacktrace")).isFalse();
        assertThat(letter.at("/origin/offset").asLong()).isEqualTo(7);
        assertThat(letter.at("/value/data/n").asInt()).isEqualTo(1);
        assertThat(page.path("cursor").asText()).isEqualTo("0-2");
        assertThat(api.letters.asked)
                .containsExactly("list {stage=TASK_PUT, since=2026-01-31T00:00:00Z, offset_from=3} 2 null SHORT");
    }

    @Test
    void reasonsLettersAndAudit() throws JsonProcessingException {
        assertThat(get("/dead-letters/orders/reasons?exception=Bad")
                        .at("/reasons/0/count")
                        .asInt())
                .isEqualTo(5);
        assertThat(get("/dead-letters/orders/letters/0-3").path("id").asText()).isEqualTo("0-3");
        assertThat(get("/dead-letters/orders/audit?replay=r1&limit=7&cursor=0-1")
                        .at("/entries/0/event")
                        .asText())
                .isEqualTo("start");
        assertThat(api.letters.asked).containsExactly("reasons {exception=Bad}", "audit r1 7 0-1");
        assertThat(api.get("/dead-letters/orders/letters/0-9").status()).isEqualTo(404);
        assertThat(api.get("/dead-letters/nobody").status()).isEqualTo(404);
    }

    @Test
    void anExportStreamsAllPagesAsJsonLines() throws JsonProcessingException {
        api.letters.letters = 5001;

        ApiFixture.Answer answer = api.get("/dead-letters/orders/export?topic=in");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        String[] lines = answer.body().split("\n");
        assertThat(lines).hasSize(5001);
        assertThat(json.readTree(lines[5000]).path("id").asText()).isEqualTo("0-5000");
        assertThat(api.letters.asked.get(1)).isEqualTo("list {topic=in} 1000 0-2 EXACT");
    }

    @Test
    void anExportThatCannotBeginIsAnError() {
        assertThat(api.get("/dead-letters/nobody/export").status()).isEqualTo(404);
        assertThat(api.get("/dead-letters/orders/export?limit=3").status()).isEqualTo(400);
    }

    @Test
    void anExportThatCannotGoOnDoesNotLookComplete() {
        api.letters.letters = 5001;
        api.letters.failsAfter = 2000;

        Assertions.assertThatThrownBy(() -> api.get("/dead-letters/orders/export"))
                .isInstanceOf(CompletionException.class);
        assertThat(api.get("/dead-letters/orders?limit=1").status()).isEqualTo(200);
    }

    @Test
    void aReplayIsAcceptedWithItsAddress() throws JsonProcessingException {
        ApiFixture.Answer answer = api.call("POST", REPLAYS, """
                {"selection": {"stage": "TASK_PUT", "attempt": 1}, "ids": ["0-1", "0-2"], "to": "topic", "rate": 2.5,
                 "remaining": true, "max_attempts": 9}""");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith(REPLAYS + "/r1");
        JsonNode replay = json.readTree(answer.body());
        assertThat(replay.path("state").asText()).isEqualTo("running");
        assertThat(replay.path("who").asText()).isEqualTo("address:127.0.0.1");
        assertThat(replay.has("ended")).isFalse();
        assertThat(api.letters.asked.get(0))
                .contains("stage=TASK_PUT", "attempt=1", "ids=[0-1, 0-2]", "target=topic", "rate=2.5", "dryRun=false")
                .contains("force=false", "remaining=true", "maxAttempts=9");
    }

    @Test
    void aDryRunIsAnsweredAtOnce() {
        ApiFixture.Answer answer = api.call("POST", REPLAYS, "{\"dry_run\": true}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Location")).isNull();
    }

    @Test
    void replaysAreShownAndCancelled() throws JsonProcessingException {
        assertThat(get(REPLAYS)).hasSize(1);
        assertThat(get(REPLAYS + "/r1").at("/options/to").asText()).isEqualTo("connector");
        assertThat(api.get(REPLAYS + "/r2").status()).isEqualTo(404);
        assertThat(api.call("DELETE", REPLAYS + "/r1", null).status()).isEqualTo(200);
        assertThat(api.letters.asked).containsExactly("cancel r1 true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stag=TASK_PUT | Unknown query parameter stag; expected one of stage,",
                "stage=PUT | Parameter stage: found \"PUT\", expected one of TRANSFORMATION",
                "since=yesterday | Parameter since: found \"yesterday\", expected ms since 1970, or a time such as",
                "since=2026-02-01&until=2026-01-01 | is after until",
                "partition=-1 | Parameter partition: found \"-1\", expected a number from 0 on",
                "offset_from=x | Parameter offset_from: found \"x\"",
                "offset_from=9&offset_to=8 | offset_from=9 is after offset_to=8",
                "ids=17 | Parameter ids: found \"17\", expected ids of letters such as 0-17",
                "exception= | Parameter exception: found \"\"",
                "limit=0 | Query parameter limit: found \"0\", expected a number from 1 to 1000",
                "limit=1001 | Query parameter limit",
                "stage=TASK_PUT&stage=TASK_PUT | Query parameter stage: found 2 values"
            })
    void whatIsWrongWithAQueryIsSaid(String query, String message) throws JsonProcessingException {
        ApiFixture.Answer answer = api.get("/dead-letters/orders?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).path("message").asText()).contains(message);
        assertThat(api.letters.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"to\":\"moon\"} | /to: found \"moon\", expected connector or topic",
                "{\"selection\":{\"stag\":\"x\"}} | Unknown parameter stag",
                "{\"selection\":{\"stage\":[]}} | /selection/stage: expected a string or a number",
                "{\"ids\":[]} | /ids",
                "{\"rate\":-1} | rate: found -1.0",
                "{\"rate\":\"fast\"} | /rate",
                "{\"max_attempts\":0} | max_attempts: found 0",
                "{\"force\":true,\"remaining\":true} | exclude each other",
                "{\"dryrun\":true} | /dryrun: unknown field"
            })
    void whatIsWrongWithAReplayIsSaid(String body, String message) throws JsonProcessingException {
        ApiFixture.Answer answer = api.call("POST", REPLAYS, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).path("message").asText()).contains(message);
        assertThat(api.letters.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/reasons", "/export", "/letters/0-1", "/audit", "/replays", "/replays/r1"})
    void unknownParametersAreRefusedEverywhere(String path) {
        assertThat(api.get("/dead-letters/orders" + path + "?nonsense=1").status())
                .isEqualTo(400);
    }
}
