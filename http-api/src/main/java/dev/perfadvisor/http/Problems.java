package dev.perfadvisor.http;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.store.Once;
import dev.perfadvisor.engine.store.StoreException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** All that can go wrong in a request, as problem details (RFC 9457) with types that stay. */
@RestControllerAdvice
public class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final Map<Integer, String> TYPES = Map.of(
            400, "bad-request",
            404, "not-found",
            405, "method-not-allowed",
            406, "not-acceptable",
            413, "too-large",
            415, "unsupported-media-type",
            500, "internal-error",
            503, "unavailable");

    /** What the client can do about problems that the framework finds; its own words speak to programmers. */
    private static final Map<Integer, String> ADVICE = Map.of(
            400, "The request can not be understood; /v3/api-docs describes what is expected.",
            404, "There is nothing at this address; /v3/api-docs describes what there is.",
            405, "This method is not for this address; /v3/api-docs describes which are.",
            406, "Accept application/json, text/html or text/markdown.",
            413, "The upload is larger than this server takes; compress the files, or hand in facts in their place.",
            415, "This kind of body is not taken here; /v3/api-docs describes which are.",
            500, "The server failed; its log says why.",
            503, "The server can not do this just now; try again in a moment.");

    public static ErrorResponseException noEvidence() {
        return problem(
                HttpStatus.BAD_REQUEST,
                "no-evidence",
                "Nothing to diagnose",
                "Send evidence in parts named files, a problem in words in the part problem, or both.");
    }

    public static ErrorResponseException unknownPart(String name) {
        return problem(
                HttpStatus.BAD_REQUEST,
                "unknown-part",
                "Unknown part",
                "There is no part '" + name + "': evidence goes into parts named files, words into the part problem.");
    }

    static ErrorResponseException unknownRule(String id) {
        return problem(
                HttpStatus.NOT_FOUND,
                "unknown-rule",
                "Unknown rule",
                "There is no rule '" + id + "'; /api/v1/rules lists all of them.");
    }

    /** More is asked for than can be done soon. */
    public static ErrorResponseException overloaded() {
        return again(problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "overloaded",
                "Overloaded",
                "So much evidence waits to be read that no more is taken just now; try again in a moment."));
    }

    /** What was handed in can not be kept, or what is kept can not be had, just now. */
    static ErrorResponseException unreachable() {
        return again(problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "store-unreachable",
                "Store unreachable",
                "Artifacts can not be kept or read just now, and nothing was taken; try again in a moment."));
    }

    /** Who stops the service, or cleans up beside it, ended the process that read. */
    public static ErrorResponseException interrupted(int signal) {
        return again(problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "reading-interrupted",
                "Reading interrupted",
                "The process that read the evidence was ended from outside, by signal " + signal
                        + "; try again in a moment."));
    }

    private static ErrorResponseException again(ErrorResponseException problem) {
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "10");
        return problem;
    }

    /** Nothing of what was handed in could be read; the reasons are in the member {@code artifacts}. */
    public static ErrorResponseException unreadable(List<Artifact> artifacts) {
        var exception = problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "unreadable-evidence",
                "Unreadable evidence",
                "None of the files could be read; artifacts says why, for each.");
        exception
                .getBody()
                .setProperty("artifacts", artifacts.stream().map(Unread::of).toList());
        return exception;
    }

    /** An artifact that could not be read. */
    record Unread(String name, List<ReadProblem> problems) {
        static Unread of(Artifact artifact) {
            return new Unread(artifact.name(), artifact.reading().problems());
        }
    }

    /** A problem with a type of its own, /problems/TYPE, which stays. */
    public static ErrorResponseException problem(HttpStatus status, String type, String title, String detail) {
        var body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("/problems/" + type));
        body.setTitle(title);
        return new ErrorResponseException(status, body, null);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> known(ErrorResponseException problem, HttpServletRequest request) {
        if (problem.getStatusCode().value() == HttpStatus.REQUEST_TIMEOUT.value()) {
            TomcatInput.end(request);
        }
        return answer(problem);
    }

    /** A problem as the answer to a request. */
    public static ResponseEntity<ProblemDetail> answer(ErrorResponseException problem) {
        return answer(problem.getStatusCode(), problem.getHeaders(), problem.getBody());
    }

    /** Nothing, where nobody is left to hear it: the answer has begun as something else, and no problem fits into that. */
    @ExceptionHandler({ServletException.class, IOException.class, RuntimeException.class, InterruptedException.class})
    @Nullable ResponseEntity<ProblemDetail> other(Throwable problem) {
        return of(problem);
    }

    /** What is told of whatever went wrong after an answer had begun, null where nobody is left to hear it. */
    public static @Nullable ProblemDetail detail(Throwable problem) {
        var answer = problem instanceof ErrorResponseException known ? answer(known) : of(problem);
        return answer == null ? null : answer.getBody();
    }

    private static @Nullable ResponseEntity<ProblemDetail> of(Throwable problem) {
        if (problem instanceof ErrorResponse known) {
            return framework(known.getStatusCode(), known.getHeaders());
        }
        if (problem instanceof InterruptedException) {
            LOG.debug("The service ends", problem);
            return framework(HttpStatus.SERVICE_UNAVAILABLE, HttpHeaders.EMPTY);
        }
        if (problem instanceof Once.ReusedException) {
            return answer(problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency-key-reused",
                    "Idempotency-Key reused",
                    "This Idempotency-Key came with another request before; use a new one for a new request."));
        }
        if (problem instanceof StoreException && problem.getCause() instanceof IOException) {
            LOG.error("The store of artifacts failed: {}", problem.getMessage());
            return answer(unreachable());
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(problem)) {
            LOG.debug("A client went away", problem);
            return null;
        }
        if (problem instanceof HttpMessageNotReadableException
                && inside(problem) instanceof ErrorResponseException known) {
            return answer(known);
        }
        if (problem instanceof TypeMismatchException || problem instanceof HttpMessageNotReadableException) {
            return framework(HttpStatus.BAD_REQUEST, HttpHeaders.EMPTY);
        }
        LOG.error("A request failed", problem);
        return framework(HttpStatus.INTERNAL_SERVER_ERROR, HttpHeaders.EMPTY);
    }

    /** The first problem of ours among the causes; the last cause when there is none. */
    private static Throwable inside(Throwable problem) {
        var cause = problem;
        while (cause.getCause() != null && !(cause instanceof ErrorResponseException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static ResponseEntity<ProblemDetail> framework(HttpStatusCode status, HttpHeaders headers) {
        var body = ProblemDetail.forStatus(status);
        var type = TYPES.get(status.value());
        if (type != null) {
            body.setType(URI.create("/problems/" + type));
        }
        body.setDetail(ADVICE.get(status.value()));
        return answer(status, headers, body);
    }

    /** Always as problem JSON: a client that accepts only HTML still has to hear what is wrong. */
    private static ResponseEntity<ProblemDetail> answer(
            HttpStatusCode status, HttpHeaders headers, ProblemDetail body) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
