package io.penstock.published.client;

import org.jspecify.annotations.Nullable;
import org.sourcelab.kafka.connect.apiclient.request.Request;
import org.sourcelab.kafka.connect.apiclient.request.RequestMethod;

/**
 * A request that the client has no method for.
 *
 * @param method the HTTP method
 * @param path below the root
 * @param body anything that Jackson makes JSON of, null for nothing
 */
record Call(RequestMethod method, String path, @Nullable Object body) implements Request<String> {

    @Override
    public String getApiEndpoint() {
        return path;
    }

    @Override
    public RequestMethod getRequestMethod() {
        return method;
    }

    @Override
    public @Nullable Object getRequestBody() {
        return body;
    }

    @Override
    public String parseResponse(String answer) {
        return answer;
    }
}
