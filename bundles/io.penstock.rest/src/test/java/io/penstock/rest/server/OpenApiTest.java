package io.penstock.rest.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.penstock.rest.resource.Resources;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Resources, their description, Apache's list of endpoints and the page about compatibility all say the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    /** What Apache Kafka Connect 4.3 offers to clients; two more paths are for its workers among themselves. */
    private static final List<String> APACHES = List.of(
            "GET /",
            "GET /health",
            "GET /connectors",
            "POST /connectors",
            "GET /connectors/{connector}",
            "DELETE /connectors/{connector}",
            "GET /connectors/{connector}/config",
            "PUT /connectors/{connector}/config",
            "PATCH /connectors/{connector}/config",
            "GET /connectors/{connector}/status",
            "GET /connectors/{connector}/tasks",
            "GET /connectors/{connector}/tasks/{task}/status",
            "GET /connectors/{connector}/topics",
            "PUT /connectors/{connector}/topics/reset",
            "PUT /connectors/{connector}/pause",
            "PUT /connectors/{connector}/resume",
            "PUT /connectors/{connector}/stop",
            "POST /connectors/{connector}/restart",
            "POST /connectors/{connector}/tasks/{task}/restart",
            "GET /connectors/{connector}/offsets",
            "PATCH /connectors/{connector}/offsets",
            "DELETE /connectors/{connector}/offsets",
            "GET /connector-plugins",
            "GET /connector-plugins/{plugin}/config",
            "PUT /connector-plugins/{plugin}/config/validate",
            "GET /admin/loggers",
            "GET /admin/loggers/{logger}",
            "PUT /admin/loggers/{logger}");

    private static final List<String> OURS = List.of(
            "GET /openapi.json",
            "GET /openapi.yaml",
            "GET /dead-letters/{connector}",
            "GET /dead-letters/{connector}/reasons",
            "GET /dead-letters/{connector}/export",
            "GET /dead-letters/{connector}/letters/{id}",
            "GET /dead-letters/{connector}/audit",
            "GET /dead-letters/{connector}/replays",
            "POST /dead-letters/{connector}/replays",
            "GET /dead-letters/{connector}/replays/{id}",
            "DELETE /dead-letters/{connector}/replays/{id}");

    private final ObjectMapper json = new ObjectMapper();
    private final ApiFixture api = new ApiFixture();
    private JsonNode document = MissingNode.getInstance();

    @BeforeAll
    void read() throws IOException {
        ApiFixture.Answer answer = api.get("/openapi.json");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        document = json.readTree(answer.body());
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void describesWhatApacheHasAndWhatIsOurs() {
        List<String> all = new ArrayList<>(APACHES);
        all.addAll(OURS);

        assertThat(described()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(document.get("openapi").asText()).isEqualTo("3.0.3");
        assertThat(document.get("info").get("version").asText()).isEqualTo("4.3.1");
    }

    @Test
    void everyMethodOfTheResourcesIsDescribed() {
        long served = Resources.ALL.stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(OpenApiTest::isServed)
                .count();

        assertThat(served).isEqualTo(described().size());
    }

    @Test
    void everythingDescribedIsServed() {
        for (String operation : described()) {
            String[] parts = operation.split(" ");
            String path = parts[1].replace("{task}", "0").replaceAll("[{]\\w+[}]", "x");

            ApiFixture.Answer answer = api.call(parts[0], path, parts[0].startsWith("P") ? "{}" : null);

            assertThat(answer.status()).as(operation).isNotIn(405, 406, 415, 500);
            assertThat(answer.body()).as(operation).doesNotContain("HTTP 404 Not Found");
        }
    }

    @Test
    void statusesParametersAndTypesAreThere() {
        JsonNode create = document.at("/paths/~1connectors/post");
        assertThat(create.at("/requestBody/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/CreateConnectorRequest");
        assertThat(create.at("/responses/201/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Connector");
        assertThat(create.at("/responses/409/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/ErrorMessage");
        JsonNode level = document.at("/paths/~1admin~1loggers~1{logger}/put");
        assertThat(level.get("parameters").findValuesAsText("name")).containsExactly("logger", "scope", "keep");
        assertThat(level.at("/responses/204").has("content")).isFalse();
        assertThat(document.at("/components/schemas/ErrorMessage/properties/error_code/type")
                        .asText())
                .isEqualTo("integer");
        assertThat(document.at("/components/schemas/Offsets/properties/offsets/items/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/OffsetsEntry");
        Set<String> ids = new TreeSet<>(document.findValuesAsText("operationId"));
        assertThat(ids).hasSize(described().size());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references).isNotEmpty();
        for (String reference : references) {
            assertThat(document.at(reference.substring(1)).isObject())
                    .as(reference)
                    .isTrue();
        }
    }

    @Test
    void yamlSaysTheSame() throws IOException {
        ApiFixture.Answer answer = api.get("/openapi.yaml");

        assertThat(answer.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(answer.body()).startsWith("openapi: \"3.0.3\"\ninfo:\n  title: ");
        assertThat(new YAMLMapper().readTree(answer.body())).isEqualTo(document);
    }

    @Test
    void thePageAboutCompatibilityNamesEveryEndpointAndTestsThatExist() throws IOException {
        String page = Files.readString(Path.of("../../docs/compatibility.md"));
        List<MatchResult> rows = Pattern.compile("(?m)^[|] `([A-Z]+ /[^`?]*)[^`]*` [|].*[|] (.*) [|]$")
                .matcher(page)
                .results()
                .toList();

        assertThat(rows).extracting(row -> row.group(1)).containsExactlyInAnyOrderElementsOf(described());
        for (MatchResult row : rows) {
            List<String> tests = Pattern.compile("`(\\w+)`")
                    .matcher(row.group(2))
                    .results()
                    .map(test -> test.group(1))
                    .toList();
            assertThat(tests).as(row.group(1)).isNotEmpty();
            for (String test : tests) {
                assertThat(Path.of("src/test/java/io/penstock/rest/server", test + ".java"))
                        .exists();
            }
        }
    }

    private List<String> described() {
        List<String> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(verb -> operations.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        return operations;
    }

    private static boolean isServed(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}
