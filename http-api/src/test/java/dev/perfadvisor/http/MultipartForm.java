package dev.perfadvisor.http;

import dev.perfadvisor.http.Multipart.Part;

/** A form with one file, for tests of other packages. */
public final class MultipartForm {

    public static final String TYPE = Multipart.TYPE;

    private MultipartForm() {}

    public static byte[] of(String fileName, byte[] content) {
        return Multipart.of(Part.file("files", fileName, content));
    }
}
