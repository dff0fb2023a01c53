package dev.perfadvisor.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form as {@code curl -F} sends it. */
final class Multipart {

    static final String TYPE = "multipart/form-data; boundary=cut-here";

    private Multipart() {}

    /** One part, with the rest of its headers; the content has one char a byte. */
    record Part(String headers, String content) {

        static Part text(String name, String text) {
            return new Part(
                    "; name=\"" + name + "\"",
                    new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }

        static Part file(String name, String fileName, byte[] content) {
            return new Part(
                    "; name=\"" + name + "\"; filename=\"" + fileName + "\"\r\nContent-Type: application/octet-stream",
                    new String(content, StandardCharsets.ISO_8859_1));
        }
    }

    static byte[] of(Part... parts) {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            bytes.writeBytes(("--cut-here\r\nContent-Disposition: form-data" + part.headers() + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(part.content().getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes("--cut-here--\r\n".getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
