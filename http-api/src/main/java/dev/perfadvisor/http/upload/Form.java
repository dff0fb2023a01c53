package dev.perfadvisor.http.upload;

import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.impl.FileUploadIOException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * The parts of a form (multipart/form-data) as they come in: none is kept on its way, so that whoever takes a part decides
 * where its bytes go, and how many of them, before they are read. It is bounded how many parts there are, how long their headers
 * are, how large all of it is, and how slowly it may come.
 */
public final class Form {

    /** What stands before the bytes of a part; as much as all headers of a request may have. */
    private static final int MOST_HEADER = 8 * 1024;
    /** Parts that are no files. */
    private static final int MOST_FIELDS = 1;

    private final FileUpload parser = new FileUpload();
    private final Settings.Uploads limits;
    private final int mostParts;

    private Form(Settings.Uploads limits) {
        this.limits = limits;
        this.mostParts = limits.artifacts() + MOST_FIELDS;
        parser.setHeaderEncoding(StandardCharsets.UTF_8.name());
        parser.setPartHeaderSizeMax(MOST_HEADER);
        parser.setSizeMax(limits.quota().toBytes() + overhead(limits));
    }

    /** What a form has, at most, beside the bytes of its files. */
    static long overhead(Settings.Uploads limits) {
        return (limits.artifacts() + MOST_FIELDS) * 2L * MOST_HEADER;
    }

    /**
     * One part of it.
     *
     * @param fileName null when it is a field, empty when it is a file without a name
     * @param body to be read before the next part is asked for
     */
    public record Part(String name, @Nullable String fileName, InputStream body) {

        /** Whether it is a file among those of a name. */
        public boolean isFileOf(String wanted) {
            return fileName != null && name.equals(wanted);
        }
    }

    /** Takes the parts. */
    @FunctionalInterface
    public interface Taker {
        void take(Part part) throws IOException;
    }

    /** Hands the parts of a request on, in their order. */
    public static void read(HttpServletRequest request, Settings.Uploads limits, Taker taker) throws IOException {
        var form = new Form(limits);
        try {
            form.read(request, taker);
        } catch (FileUploadIOException e) {
            throw refused(e.getCause());
        } catch (FileUploadException | MultipartStream.MalformedStreamException | InvalidFileNameException e) {
            throw refused(e);
        }
    }

    private void read(HttpServletRequest request, Taker taker) throws IOException {
        var parts = parser.getItemIterator(new ServletRequestContext(request) {
            @Override
            public InputStream getInputStream() throws IOException {
                return new Paced(super.getInputStream(), new Pace(limits));
            }
        });
        for (int i = 1; parts.hasNext(); i++) {
            if (i > mostParts) {
                throw tooMany();
            }
            taker.take(part(parts.next()));
        }
    }

    /** Its stream is not closed, as that reads it to its end, also of a part that was refused. */
    @SuppressWarnings("MustBeClosedChecker")
    private static Part part(FileItemStream part) throws IOException {
        var name = part.getFieldName() == null ? "" : part.getFieldName();
        var fileName = part.getName() == null ? "" : part.getName();
        return new Part(name, part.isFormField() ? null : fileName, part.openStream());
    }

    private static ErrorResponseException refused(@Nullable Throwable cause) {
        return cause instanceof SizeException
                ? tooLarge()
                : Problems.problem(
                        HttpStatus.BAD_REQUEST,
                        "bad-request",
                        "Bad form",
                        "The form can not be understood, or ends too early; send it as curl -F does.");
    }

    static ErrorResponseException tooLarge() {
        return Problems.problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-large",
                "Too large",
                "The upload is larger than this server takes; compress the files, or hand in facts in their place.");
    }

    private ErrorResponseException tooMany() {
        return Problems.problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "too-many-artifacts",
                "Too many artifacts",
                "A form takes " + limits.artifacts() + " files; put small files into one archive.");
    }

    /** Ends a form that comes too slowly, wherever in it that is. */
    private static final class Paced extends InputStream {

        private final InputStream in;
        private final Pace pace;
        private long bytes;

        Paced(InputStream in, Pace pace) {
            this.in = in;
            this.pace = pace;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int n = in.read(into, at, length);
            bytes += Math.max(0, n);
            if (pace.isTooSlow(bytes)) {
                throw UploadProblems.slow();
            }
            return n;
        }
    }
}
