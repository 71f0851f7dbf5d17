package io.penstock.rest.http;

import io.penstock.rest.settings.HeaderRule;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Gives every answer the headers of {@code response.http.headers.config}. */
final class ResponseHeaders extends Handler.Wrapper {

    private final List<HeaderRule> rules;

    ResponseHeaders(List<HeaderRule> rules, Handler next) {
        super(next);
        this.rules = rules;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        rules.forEach(rule -> rule.apply(response.getHeaders()));
        return super.handle(request, response, callback);
    }
}
