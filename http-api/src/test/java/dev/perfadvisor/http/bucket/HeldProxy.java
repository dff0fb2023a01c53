package dev.perfadvisor.http.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Stands before an S3 server, and holds back what is put there until it is let go. */
final class HeldProxy implements BeforeAllCallback, AfterAllCallback {

    private final RunningS3 server;
    private final CountDownLatch came = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private @Nullable ServerSocket socket;

    HeldProxy(RunningS3 server) {
        this.server = server;
    }

    @Override
    public void beforeAll(ExtensionContext test) throws IOException {
        var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket = listening;
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try {
                    var client = listening.accept();
                    var behind = new Socket(InetAddress.getLoopbackAddress(), server.port());
                    Thread.ofVirtual().start(() -> copy(client, behind, true));
                    Thread.ofVirtual().start(() -> copy(behind, client, false));
                } catch (IOException e) {
                    // It is closed.
                    return;
                }
            }
        });
    }

    private void copy(Socket from, Socket to, boolean isHeld) {
        try (from;
                to) {
            var block = new byte[1 << 16];
            InputStream in = from.getInputStream();
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                if (isHeld && new String(block, 0, 4, StandardCharsets.US_ASCII).equals("PUT ")) {
                    came.countDown();
                    letGo.await();
                }
                to.getOutputStream().write(block, 0, n);
                to.getOutputStream().flush();
            }
        } catch (IOException e) {
            // One side has closed its connection.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until something is put. */
    void awaitPut() throws InterruptedException {
        came.await();
    }

    void letGo() {
        letGo.countDown();
    }

    String endpoint() {
        var listening = socket;
        if (listening == null) {
            throw new IllegalStateException("not started");
        }
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        letGo();
        if (socket != null) {
            socket.close();
        }
    }
}
