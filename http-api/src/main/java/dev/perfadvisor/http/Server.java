package dev.perfadvisor.http;

import dev.perfadvisor.engine.store.StoreException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ApplicationListener;
import org.springframework.core.NestedExceptionUtils;

/** The process: {@code serve [--port N] [--bind ADDRESS]}. */
public final class Server {

    private static final int WRONG_USAGE = 2;
    private static final int INTERNAL_ERROR = 4;

    private static final String HELP = """
            Usage: advisor serve [--port N] [--bind ADDRESS] [--data DIR]
                   advisor serve keys add OWNER [--scopes read,write,admin] [--data DIR]
                   advisor serve keys list | keys revoke ID
                   advisor serve backup FILE | restore FILE

              --port N         port to listen on (usual: 8080; 0 takes a free one)
              --bind ADDRESS   address to listen on (usual: 127.0.0.1); beyond this machine every caller has to have a key
              --data DIR       where cases and artifacts are kept (usual: below $XDG_DATA_HOME)
            """;

    private Server() {}

    /** Serves until the process is told to stop. */
    public static void main(String[] args) {
        int failure = start(List.of(args), System.out, System.err);
        if (failure != 0) {
            System.exit(failure);
        }
    }

    /** Starts the server; 0 when it runs, else the exit status of the process. */
    static int start(List<String> args, PrintStream out, PrintStream err) {
        if (args.contains("--help") || args.contains("-h")) {
            out.print(HELP);
            return 0;
        }
        try {
            if (!args.isEmpty() && Maintenance.isCommand(args.getFirst())) {
                Maintenance.run(args, out);
            } else {
                run(settings(args), out);
            }
            return 0;
        } catch (RefusedException e) {
            err.println("advisor: " + e.getMessage());
            return WRONG_USAGE;
        } catch (ApplicationContextException | BeanCreationException | IllegalStateException | StoreException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof RefusedException refused) {
                err.println("advisor: " + refused.getMessage());
                return WRONG_USAGE;
            }
            err.println("advisor: " + sentence(e));
            return INTERNAL_ERROR;
        }
    }

    private static String sentence(RuntimeException problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException inUse) {
                return "Port " + inUse.getPort() + " is in use; --port names another one.";
            }
        }
        return "The server can not start: " + NestedExceptionUtils.getMostSpecificCause(problem) + ".";
    }

    private static void run(Map<String, Object> settings, PrintStream out) {
        var application = new SpringApplication(HttpApi.class);
        application.addListeners(
                (ApplicationListener<ApplicationEnvironmentPreparedEvent>)
                        event -> Loopback.check(event.getEnvironment()),
                (ApplicationListener<WebServerInitializedEvent>) event -> announce(event, out));
        var overriding = new ArrayList<String>();
        settings.forEach((name, value) -> overriding.add("--" + name + "=" + value));
        application.run(overriding.toArray(String[]::new));
    }

    private static void announce(WebServerInitializedEvent event, PrintStream out) {
        if (event.getApplicationContext().getServerNamespace() != null) {
            return;
        }
        var address = event.getApplicationContext().getEnvironment().getProperty("server.address", "127.0.0.1");
        var host = address.contains(":") ? "[" + address + "]" : address;
        out.println("Performance Advisor listens on http://" + host + ":"
                + event.getWebServer().getPort() + "/ (Ctrl-C stops it)");
    }

    /** Options of ours as properties of Spring Boot; {@code --port 80} and {@code --port=80} are the same. */
    private static Map<String, Object> settings(List<String> args) {
        var settings = new LinkedHashMap<String, Object>();
        for (int i = 0; i < args.size(); i++) {
            var arg = args.get(i);
            int equals = arg.indexOf('=');
            var name = equals < 0 ? arg : arg.substring(0, equals);
            var property = switch (name) {
                case "--port" -> "server.port";
                case "--bind" -> "server.address";
                case "--data" -> "advisor.data";
                default ->
                    throw new RefusedException(
                            "serve has no option '" + name + "', only --port N, --bind ADDRESS and --data DIR.");
            };
            if (equals < 0 && i + 1 == args.size()) {
                throw new RefusedException("The option " + name + " wants a value.");
            }
            var value = equals < 0 ? args.get(++i) : arg.substring(equals + 1);
            settings.put(property, name.equals("--port") ? port(value) : value);
        }
        return settings;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new RefusedException("'" + text + "' is no port: a number from 0 to 65535.");
        }
        return Integer.parseInt(text);
    }
}
