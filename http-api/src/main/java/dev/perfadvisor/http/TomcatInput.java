package dev.perfadvisor.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** What Tomcat does with bodies of requests. */
@Component
class TomcatInput implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String ENDING = TomcatInput.class.getName();

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        // curl --data-binary calls everything a form; an artifact must not be taken apart as one.
        factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods("NONE"));
        factory.addEngineValves(new Ending());
    }

    /** Has the rest of a body not read after the answer: its client sends it on purpose as slowly as it can. */
    static void end(HttpServletRequest request) {
        if (request.getAttribute(ENDING) instanceof Runnable ending) {
            ending.run();
        }
    }

    private static final class Ending extends ValveBase {

        Ending() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            Runnable ending = () -> request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            request.setAttribute(ENDING, ending);
            getNext().invoke(request, response);
        }
    }
}
