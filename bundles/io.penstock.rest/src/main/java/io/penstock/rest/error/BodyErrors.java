package io.penstock.rest.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import io.penstock.api.ErrorCode;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.CharConversionException;
import java.io.IOException;

/** Says what is wrong with a body that cannot be read: the client's error, which Apache's worker takes for its own. */
public final class BodyErrors implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        try {
            return context.proceed();
        } catch (InvalidDefinitionException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw ErrorCode.BAD_REQUEST.of(JsonProblem.describe(e), e);
        } catch (CharConversionException e) {
            throw ErrorCode.BAD_REQUEST.of("Malformed JSON: the body is not UTF-8 (" + e.getMessage() + ")", e);
        }
    }
}
