package dev.perfadvisor.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
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
        request.setAttribute(ENDING, true);
    }

    /**
     * What is left of a body after the answer is read for a while, as many clients hear nothing before all of it is sent. Who
     * sends for longer is cut off: neither the size of a body nor its pace can hold a connection.
     */
    private static final class Ending extends ValveBase {

        private static final Duration WHILE = Duration.ofSeconds(10);

        Ending() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
            var coyote = request.getCoyoteRequest();
            if (request.getAttribute(ENDING) != null) {
                coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            } else if (!request.isAsync() && hasBody(request) && !isHeldBack(request)) {
                response.finishResponse();
                if (!isRead(coyote)) {
                    coyote.action(ActionCode.CLOSE_NOW, null);
                }
            }
        }

        private static boolean hasBody(Request request) {
            return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        }

        /** Its client waits to be told to send it, and will not be. */
        private static boolean isHeldBack(Request request) {
            var coyote = request.getCoyoteRequest();
            return coyote.hasExpectation() && coyote.getBytesRead() == 0;
        }

        /** Below the stream of the request, which whoever has read it may have closed. */
        private static boolean isRead(org.apache.coyote.Request request) {
            long until = System.nanoTime() + WHILE.toNanos();
            var nowhere = new Nowhere();
            try {
                while (request.doRead(nowhere) >= 0) {
                    if (System.nanoTime() > until) {
                        return false;
                    }
                }
                return true;
            } catch (IOException e) {
                // It has left, or has sent what is no body.
                return false;
            }
        }
    }

    /** Is handed bytes, and does nothing with them. */
    private static final class Nowhere implements ApplicationBufferHandler {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {}
    }
}
