package dev.perfadvisor.engine.mcp;

import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.json.JsonMapper;

/** A server that a client starts and talks to over standard input and output. */
public final class McpStdio {

    private McpStdio() {}

    /** Serves until the input ends, or this thread is interrupted. */
    public static void serve(AdvisorMcp mcp, InputStream in, OutputStream out) {
        var ended = new CountDownLatch(1);
        var transport = new StdioServerTransportProvider(
                new JacksonMcpJsonMapper(new JsonMapper()), new Watched(in, ended), out);
        var server = mcp.on(McpServer.sync(transport)).build();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.closeGracefully();
        }
    }

    /** Tells when the input has ended. */
    private static final class Watched extends FilterInputStream {

        private final CountDownLatch ended;

        Watched(InputStream in, CountDownLatch ended) {
            super(in);
            this.ended = ended;
        }

        @Override
        public int read() throws IOException {
            return seen(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return seen(super.read(bytes, offset, length));
        }

        private int seen(int read) {
            if (read < 0) {
                ended.countDown();
            }
            return read;
        }
    }
}
