package dev.perfadvisor.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Problems below {@code /v1}, where clients of the OpenAI API call: they look for a member {@code error} with a message, and
 * show their users nothing where there is none.
 */
@RestControllerAdvice
public class ChatErrors implements ResponseBodyAdvice<Object> {

    private static final int TOO_MANY = 429;

    /** Whether an address is one that clients of chats call. */
    public static boolean isFor(String path) {
        return path.startsWith("/v1/");
    }

    /** A problem with the same in the words of the OpenAI API beside it. */
    public static ProblemDetail told(ProblemDetail problem) {
        problem.setProperty("error", error(problem));
        return problem;
    }

    /** {@code {message, type, param, code}}. */
    public static Map<String, @Nullable Object> error(ProblemDetail problem) {
        var type = String.valueOf(problem.getType());
        var error = new LinkedHashMap<String, @Nullable Object>();
        error.put("message", problem.getDetail());
        error.put("type", type(problem.getStatus()));
        error.put("param", null);
        error.put("code", type.substring(type.lastIndexOf('/') + 1));
        return error;
    }

    private static String type(int status) {
        return status == TOO_MANY ? "rate_limit_error" : status < 500 ? "invalid_request_error" : "server_error";
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        return body instanceof ProblemDetail problem && isFor(request.getURI().getPath()) ? told(problem) : body;
    }
}
