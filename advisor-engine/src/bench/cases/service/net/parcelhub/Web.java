package net.parcelhub;

import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.startup.Tomcat;

/** Answers requests {@code /path/argument}. */
final class Web {

    private static final Logger LOG = Logger.getLogger(Web.class.getName());

    /** Answers the part of a path behind its name. */
    interface Handler {
        byte[] answer(String argument) throws Exception;
    }

    private Web() {}

    static void serve(Settings settings, Map<String, Handler> handlers) throws Exception {
        if (settings.server().equals("tomcat")) {
            serveByTomcat(settings, handlers);
        } else {
            serveByJdk(settings, handlers);
        }
    }

    private static void serveByTomcat(Settings settings, Map<String, Handler> handlers) throws Exception {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(settings.files().resolve("tomcat").toString());
        tomcat.setPort(settings.port());
        var connector = tomcat.getConnector();
        connector.setProperty("maxThreads", String.valueOf(settings.workers()));
        connector.setProperty("minSpareThreads", String.valueOf(settings.workers()));
        var context = tomcat.addContext("", null);
        handlers.forEach((path, handler) -> {
            Tomcat.addServlet(context, path, new Servlet(handler));
            context.addServletMappingDecoded(path + "/*", path);
        });
        tomcat.start();
    }

    private static final class Servlet extends HttpServlet {
        private static final long serialVersionUID = 1;
        private final transient Handler handler;

        Servlet(Handler handler) {
            this.handler = handler;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                var answer = handler.answer(argument(request.getPathInfo()));
                response.setContentType("application/json");
                response.getOutputStream().write(answer);
            } catch (Exception e) {
                LOG.log(Level.WARNING, "request failed", e);
                response.setStatus(500);
            }
        }
    }

    private static void serveByJdk(Settings settings, Map<String, Handler> handlers) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(settings.port()), 200);
        server.setExecutor(
                settings.server().equals("virtual")
                        ? Executors.newVirtualThreadPerTaskExecutor()
                        : Executors.newFixedThreadPool(settings.workers()));
        handlers.forEach((path, handler) -> server.createContext(path, exchange -> {
            try (exchange) {
                var answer = handler.answer(argument(
                        exchange.getRequestURI().getPath().substring(path.length())));
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (Exception e) {
                LOG.log(Level.WARNING, "request failed", e);
                exchange.sendResponseHeaders(500, -1);
            }
        }));
        server.start();
    }

    private static String argument(String path) {
        return path == null || path.isEmpty() ? "" : path.substring(1);
    }
}
