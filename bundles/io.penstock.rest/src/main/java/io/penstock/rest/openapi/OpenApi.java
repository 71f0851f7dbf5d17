package io.penstock.rest.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.api.deadletter.Selection;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads an OpenAPI document off JAX-RS resources. Every method that is served must have a {@link Describe}. */
public final class OpenApi {

    private static final String JSON = "application/json";

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final Schemas schemas = new Schemas();
    private final Map<String, ObjectNode> paths = new TreeMap<>();

    private OpenApi() {}

    /**
     * The document.
     *
     * @param resources the classes of the API
     * @param version of the API
     */
    public static ObjectNode of(List<Class<?>> resources, String version) {
        OpenApi reader = new OpenApi();
        resources.forEach(reader::read);
        ObjectNode document = reader.json.objectNode().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", "Kafka Connect REST API")
                .put("description", "Connectors, their tasks, offsets and plugins.")
                .put("version", version);
        ObjectNode paths = document.putObject("paths");
        reader.paths.forEach(paths::set);
        document.putObject("components").set("schemas", reader.schemas.components());
        return document;
    }

    private void read(Class<?> resource) {
        String root = path(resource.getAnnotation(Path.class));
        for (Method method : resource.getMethods()) {
            String verb = verb(method);
            if (verb != null) {
                String path =
                        (root + path(method.getAnnotation(Path.class))).replaceAll("[{]\\s*(\\w+)[^}]*[}]", "{$1}");
                paths.computeIfAbsent(path.isEmpty() ? "/" : path, key -> json.objectNode())
                        .set(verb.toLowerCase(Locale.ROOT), operation(method));
            }
        }
    }

    private ObjectNode operation(Method method) {
        Describe said = method.getAnnotation(Describe.class);
        if (said == null) {
            throw new IllegalStateException(method + " is served, but no @Describe says what it does");
        }
        ObjectNode operation = json.objectNode()
                .put("summary", said.value())
                .put("operationId", method.getDeclaringClass().getSimpleName() + "." + signature(method));
        ArrayNode parameters = json.arrayNode();
        for (Parameter parameter : method.getParameters()) {
            PathParam inPath = parameter.getAnnotation(PathParam.class);
            QueryParam inQuery = parameter.getAnnotation(QueryParam.class);
            if (inPath != null) {
                parameters.add(parameter("path", inPath.value(), parameter));
            } else if (inQuery != null) {
                parameters.add(parameter("query", inQuery.value(), parameter));
            } else if (!parameter.isAnnotationPresent(Suspended.class)
                    && !parameter.isAnnotationPresent(Context.class)) {
                ObjectNode body = operation.putObject("requestBody").put("required", true);
                content(body, JSON, schemas.of(parameter.getParameterizedType()));
            }
        }
        if (said.selection()) {
            Selection.PARAMETERS.forEach(name -> parameters.add(text(name)));
        }
        for (String name : said.query()) {
            parameters.add(text(name));
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        operation.set("responses", responses(said));
        return operation;
    }

    private ObjectNode parameter(String place, String name, Parameter parameter) {
        ObjectNode described = json.objectNode().put("name", name).put("in", place);
        if (place.equals("path")) {
            described.put("required", true);
        }
        ObjectNode schema = schemas.of(parameter.getParameterizedType());
        DefaultValue otherwise = parameter.getAnnotation(DefaultValue.class);
        if (otherwise != null) {
            if (schema.path("type").asText().equals("boolean")) {
                schema.put("default", Boolean.parseBoolean(otherwise.value()));
            } else {
                schema.put("default", otherwise.value());
            }
        }
        described.set("schema", schema);
        return described;
    }

    private ObjectNode text(String name) {
        ObjectNode described = json.objectNode().put("name", name).put("in", "query");
        described.set("schema", schemas.of(String.class));
        return described;
    }

    private ObjectNode responses(Describe said) {
        Map<Integer, ObjectNode> byStatus = new TreeMap<>();
        byStatus.put(said.status(), response(said, said.status()));
        for (int status : said.others()) {
            byStatus.put(status, response(said, status));
        }
        ObjectNode responses = json.objectNode();
        byStatus.forEach((status, response) -> responses.set(String.valueOf(status), response));
        return responses;
    }

    private ObjectNode response(Describe said, int status) {
        ObjectNode response = json.objectNode().put("description", meaning(status));
        if (status >= 400) {
            content(response, JSON, schemas.of(said.failure()));
        } else if (status != 204 && said.answer() != Void.class) {
            content(response, said.media(), schemas.of(said.answer(), said.shape()));
        }
        return response;
    }

    private void content(ObjectNode holder, String media, ObjectNode schema) {
        holder.putObject("content").putObject(media).set("schema", schema);
    }

    private static String meaning(int status) {
        return switch (status) {
            case 200 -> "Done";
            case 201 -> "Created";
            case 202 -> "Will be done";
            case 204 -> "Done; there is nothing to tell";
            case 400 -> "The request is wrong; the message says where";
            case 403 -> "The worker's configuration does not allow it";
            case 404 -> "There is no such thing";
            case 409 -> "The present state does not allow it";
            case 503 -> "Not now";
            default -> "Failed";
        };
    }

    /** The method's name, with the types of its path if it is there twice. */
    private static String signature(Method method) {
        long same = Arrays.stream(method.getDeclaringClass().getMethods())
                .filter(other -> other.getName().equals(method.getName()))
                .count();
        boolean task = Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(PathParam.class))
                .anyMatch(inPath -> inPath != null && inPath.value().equals("task"));
        return method.getName() + (same > 1 && task ? "Task" : "");
    }

    private static @Nullable String verb(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }

    private static String path(@Nullable Path path) {
        return path == null || path.value().equals("/") ? "" : path.value();
    }
}
