package dev.perfadvisor.http.access;

import dev.perfadvisor.engine.store.Ids;
import dev.perfadvisor.engine.store.jdbc.ApiKeys;
import dev.perfadvisor.http.ChatErrors;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.WebPage;
import dev.perfadvisor.http.settings.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out who calls, before anything of the request is read. Without keys everybody at this machine may call, but no page
 * of a foreign site that a browser at this machine shows.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class AccessFilter extends OncePerRequestFilter {

    private static final Logger AUDIT = LoggerFactory.getLogger("audit");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BEARER = "Bearer ";

    private static final Pattern CASE = Pattern.compile("/api/v1/cases/(" + Ids.PATTERN + ")");

    private final ApiKeys keys;
    private final RateLimits rates;
    private final JsonMapper json;
    private final boolean needsKey;

    AccessFilter(ApiKeys keys, RateLimits rates, JsonMapper json, Settings settings) {
        this.keys = keys;
        this.rates = rates;
        this.json = json;
        this.needsKey = settings.access().keys();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller;
        try {
            caller = admitted(request);
        } catch (ErrorResponseException e) {
            refuse(e, request, response);
            audit(request, response);
            return;
        }
        try (var _ = MDC.putCloseable("owner", caller.owner());
                var _ = MDC.putCloseable("case", caseId(request))) {
            chain.doFilter(request, response);
        } finally {
            audit(request, response);
        }
    }

    /** The case that a request is about, for the log; empty when it is about none, or names what can be none. */
    private static String caseId(HttpServletRequest request) {
        var path = CASE.matcher(request.getRequestURI());
        return path.lookingAt() ? path.group(1) : "";
    }

    private Caller admitted(HttpServletRequest request) {
        var text = needsKey || !ChatErrors.isFor(request.getRequestURI()) ? key(request) : knownKey(request);
        if (text.isEmpty() && !needsKey) {
            Origins.check(request);
        }
        if (isOpen(request)) {
            return as(Caller.NOBODY, request);
        }
        var caller =
                as(text.isEmpty() && !needsKey ? Caller.LOCAL : recognised(text, request.getRemoteAddr()), request);
        long wait = rates.ofOwner(caller.owner());
        if (wait > 0) {
            throw later(wait);
        }
        var scope = scope(request);
        if (!caller.scopes().contains(scope)) {
            throw Problems.problem(
                    HttpStatus.FORBIDDEN,
                    "missing-scope",
                    "Missing scope",
                    "This key has no scope " + scope + "; whoever runs the server can make one that has.");
        }
        return caller;
    }

    /** Known from here on, also to the log of what is refused. */
    private static Caller as(Caller caller, HttpServletRequest request) {
        request.setAttribute(Caller.ATTRIBUTE, caller);
        return caller;
    }

    private Caller recognised(String text, String address) {
        var known = text.isEmpty()
                ? Optional.<Caller>empty()
                : keys.recognise(text).map(key -> new Caller(key.owner(), key.scopes()));
        if (known.isPresent()) {
            return known.get();
        }
        long wait = rates.ofFailure(address);
        if (wait > 0) {
            throw later(wait);
        }
        var problem = Problems.problem(
                HttpStatus.UNAUTHORIZED,
                "no-key",
                "No key",
                "Send a key that is good: Authorization: Bearer pa_...; whoever runs the server can make one.");
        problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        throw problem;
    }

    private static ErrorResponseException later(long seconds) {
        var problem = Problems.problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "Too many requests",
                "You call more often than this server takes; go on in " + seconds + " s, and slower.");
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        return problem;
    }

    /** Clients of chats do not start without a key, so that theirs may be any where none is needed. */
    private String knownKey(HttpServletRequest request) {
        var text = key(request);
        return keys.recognise(text).isPresent() ? text : "";
    }

    private static String key(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : "";
    }

    /** What whoever watches over the server has to reach, and the page that says how to use it. */
    private static boolean isOpen(HttpServletRequest request) {
        var path = path(request);
        return WebPage.isOpen(path) || path.equals("/actuator/health") || path.startsWith("/actuator/health/");
    }

    private static String scope(HttpServletRequest request) {
        var path = path(request);
        if (path.isEmpty() || path.startsWith("/api/v1/keys") || path.startsWith("/actuator")) {
            return "admin";
        }
        return READING.contains(request.getMethod()) ? "read" : "write";
    }

    /**
     * The path by which a request is handed on: decoded, and without what stands behind a semicolon. Empty when it has parts
     * that may be left out on the way; nobody but those who may do everything need be understood then.
     */
    private static String path(HttpServletRequest request) {
        var path = new StringBuilder();
        for (var element : PathContainer.parsePath(request.getRequestURI()).elements()) {
            var part = element instanceof PathContainer.PathSegment segment ? segment.valueToMatch() : element.value();
            boolean leftOut = part.equals(".")
                    || part.equals("..")
                    || (part.equals("/") && path.toString().endsWith("/"));
            if (leftOut) {
                return "";
            }
            path.append(part);
        }
        return path.toString();
    }

    private void refuse(ErrorResponseException problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var body = problem.getBody();
        response.setStatus(problem.getStatusCode().value());
        problem.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .write(json.writeValueAsString(ChatErrors.isFor(request.getRequestURI()) ? ChatErrors.told(body) : body)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Whatever changes something, and whatever was refused. */
    private void audit(HttpServletRequest request, HttpServletResponse response) {
        boolean refused = response.getStatus() == 401 || response.getStatus() == 403;
        if (needsKey && (refused || !READING.contains(request.getMethod()))) {
            AUDIT.info(
                    "owner={} address={} method={} path={} status={}",
                    request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller ? caller.owner() : "-",
                    request.getRemoteAddr(),
                    request.getMethod(),
                    request.getRequestURI(),
                    response.getStatus());
        }
    }
}
