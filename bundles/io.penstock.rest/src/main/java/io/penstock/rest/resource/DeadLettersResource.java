package io.penstock.rest.resource;

import io.penstock.api.ErrorCode;
import io.penstock.api.deadletter.AuditPage;
import io.penstock.api.deadletter.DeadLetter;
import io.penstock.api.deadletter.DeadLetterQueues;
import io.penstock.api.deadletter.Detail;
import io.penstock.api.deadletter.LetterPage;
import io.penstock.api.deadletter.ReasonReport;
import io.penstock.api.deadletter.Selection;
import io.penstock.rest.model.deadletter.LetterStream;
import io.penstock.rest.openapi.Describe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;

/** What is in the dead letter queue of a connector, and why. Apache's worker has nothing like it. */
@Singleton
@Path("/dead-letters/{connector}")
@Produces(MediaType.APPLICATION_JSON)
public final class DeadLettersResource {

    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final String REPLAY = "replay";

    private final SideServices services;
    private final Answers answers;

    /** A resource over this service. */
    @Inject
    public DeadLettersResource(SideServices services, Answers answers) {
        this.services = services;
        this.answers = answers;
    }

    /** Letters, a page at a time. */
    @GET
    @Describe(
            value = "The dead letters of a connector, filtered, a page at a time; long content is cut",
            selection = true,
            query = {LIMIT, CURSOR},
            answer = LetterPage.class,
            others = {400, 404, 409, 503})
    public void list(@PathParam("connector") String connector, @Context UriInfo uri, @Suspended AsyncResponse answer) {
        Map<String, String> query = Requests.query(uri, Selection.PARAMETERS, LIMIT, CURSOR);
        int limit = limit(query);
        String cursor = query.remove(CURSOR);
        Selection selection = Selection.parse(query);
        answers.send(answer, services.letters().list(connector, selection, limit, cursor, Detail.SHORT), page -> page);
    }

    /** How many there are of each reason. */
    @GET
    @Path("/reasons")
    @Describe(
            value = "How many dead letters there are of each reason, with the first and the last time",
            selection = true,
            answer = ReasonReport.class,
            others = {400, 404, 409, 503})
    public void reasons(
            @PathParam("connector") String connector, @Context UriInfo uri, @Suspended AsyncResponse answer) {
        Selection selection = Selection.parse(Requests.query(uri, Selection.PARAMETERS));
        answers.send(answer, services.letters().reasons(connector, selection), report -> report);
    }

    /** All of a selection as JSON lines, byte for byte. */
    @GET
    @Path("/export")
    @Produces({LetterStream.NDJSON, MediaType.APPLICATION_JSON})
    @Describe(
            value = "All dead letters of a selection as JSON lines; what is no text is base64, so nothing is lost",
            selection = true,
            answer = DeadLetter.class,
            media = LetterStream.NDJSON,
            others = {400, 404, 409, 503})
    public void export(
            @PathParam("connector") String connector, @Context UriInfo uri, @Suspended AsyncResponse answer) {
        Selection selection = Selection.parse(Requests.query(uri, Selection.PARAMETERS));
        DeadLetterQueues letters = services.letters();
        answers.stream(
                answer,
                letters.list(connector, selection, DeadLetterQueues.LARGEST_PAGE, null, Detail.EXACT),
                first -> Response.ok(new LetterStream(
                                first,
                                cursor -> letters.list(
                                        connector, selection, DeadLetterQueues.LARGEST_PAGE, cursor, Detail.EXACT)))
                        .type(LetterStream.NDJSON)
                        .build());
    }

    /** All of one letter. */
    @GET
    @Path("/letters/{id}")
    @Describe(
            value = "All of one dead letter, with stack trace, headers, key and value decoded",
            answer = DeadLetter.class,
            others = {400, 404, 409, 503})
    public void show(
            @PathParam("connector") String connector,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Suspended AsyncResponse answer) {
        Requests.query(uri, List.of());
        answers.send(answer, services.letters().show(connector, id), letter -> letter);
    }

    /** Who replayed what. */
    @GET
    @Path("/audit")
    @Describe(
            value = "Who replayed which dead letters and what became of them, a page at a time",
            query = {REPLAY, LIMIT, CURSOR},
            answer = AuditPage.class,
            others = {400, 404, 409, 503})
    public void audit(@PathParam("connector") String connector, @Context UriInfo uri, @Suspended AsyncResponse answer) {
        Map<String, String> query = Requests.query(uri, List.of(), REPLAY, LIMIT, CURSOR);
        answers.send(
                answer,
                services.letters().audit(connector, query.get(REPLAY), limit(query), query.get(CURSOR)),
                page -> page);
    }

    private static int limit(Map<String, String> query) {
        String limit = query.remove(LIMIT);
        if (limit == null) {
            return DeadLetterQueues.PAGE;
        }
        if (!limit.matches("\\d{1,9}")
                || Integer.parseInt(limit) < 1
                || Integer.parseInt(limit) > DeadLetterQueues.LARGEST_PAGE) {
            throw ErrorCode.BAD_REQUEST.of("Query parameter limit: found \"" + limit
                    + "\", expected a number from 1 to " + DeadLetterQueues.LARGEST_PAGE);
        }
        return Integer.parseInt(limit);
    }
}
