package dev.perfadvisor.http;

import dev.perfadvisor.engine.render.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Writes {@link Rendered} in the media type that was negotiated. */
final class RenderedConverter implements HttpMessageConverter<Rendered> {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final MediaType MARKDOWN = new MediaType("text", "markdown", StandardCharsets.UTF_8);

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType media) {
        return false;
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType media) {
        return Rendered.class.isAssignableFrom(type)
                && (media == null || getSupportedMediaTypes().stream().anyMatch(media::isCompatibleWith));
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON, HTML, MARKDOWN);
    }

    @Override
    public Rendered read(Class<? extends Rendered> type, HttpInputMessage input) {
        throw new HttpMessageNotReadableException("written only, never read", input);
    }

    @Override
    public void write(Rendered rendered, @Nullable MediaType media, HttpOutputMessage output) throws IOException {
        var wanted = media == null ? MediaType.APPLICATION_JSON : media;
        if (MARKDOWN.isCompatibleWith(wanted) && !wanted.isWildcardType()) {
            send(rendered.as(Format.MARKDOWN), MARKDOWN, output);
        } else if (HTML.isCompatibleWith(wanted) && !wanted.isWildcardType()) {
            send(rendered.as(Format.HTML), HTML, output);
        } else {
            send(rendered.as(Format.JSON), MediaType.APPLICATION_JSON, output);
        }
    }

    private static void send(String text, MediaType type, HttpOutputMessage output) throws IOException {
        output.getHeaders().setContentType(type);
        output.getBody().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
