package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A JMeter results file in XML. Samples within a sample are its parts (redirects, images) and are not counted. External
 * entities are refused.
 *
 * <pre>{@code
 * <httpSample t="450" it="0" lt="445" ct="388" ts="1795332360382" s="true" lb="GET /fast" rc="200" tn="Users 1-1" by="621" na="2">
 * }</pre>
 */
final class JtlXml implements ResultFormat {

    private static final Set<String> SAMPLES = Set.of("httpSample", "sample");
    private static final long MILLI = 1_000_000L;
    private static final int DECLARATION = 200;
    private static final Pattern ENCODING = Pattern.compile("^\\s*<\\?xml [^>]*encoding=[\"']([A-Za-z0-9._-]+)[\"']");

    @Override
    public String id() {
        return "jmeter-xml";
    }

    @Override
    public boolean recognises(Beginning beginning) {
        return beginning.text().stripLeading().startsWith("<")
                && beginning.text().contains("<testResults");
    }

    @Override
    public Reading read(Input input, LoadTestAccumulator into) throws IOException {
        into.points().comeFrom(input.artifact(), JtlSamples.TOOL);
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var samples = new JtlSamples(into.points());
        long read = 0;
        int depth = 0;
        try {
            var xml = factory.createXMLStreamReader(text(input.stream()));
            while (xml.hasNext()) {
                int event = xml.next();
                boolean sample = (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT)
                        && SAMPLES.contains(xml.getLocalName());
                if (sample && event == XMLStreamConstants.START_ELEMENT) {
                    read += depth == 0 && add(xml, samples) ? 1 : 0;
                    depth++;
                } else if (sample) {
                    depth--;
                }
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException cause) {
                throw cause;
            }
            var place =
                    e.getLocation() == null ? "file" : "line " + e.getLocation().getLineNumber();
            var problem = new ReadProblem(
                    place,
                    "the XML is cut or damaged there",
                    read > 0 ? "What comes before is in the figures." : "Hand in the whole results file.");
            return read > 0 ? new Reading.Partial(List.of(problem)) : new Reading.Rejected(problem);
        }
        return read > 0
                ? new Reading.Complete()
                : JsonSummary.rejected("file", "there are no samples in it", "Hand in the whole results file.");
    }

    /** A byte that is not of the encoding costs a letter; the parser would print that, and end there. */
    private static Reader text(InputStream stream) throws IOException {
        var bytes = new BufferedInputStream(stream);
        bytes.mark(DECLARATION);
        var first = new String(bytes.readNBytes(DECLARATION), StandardCharsets.ISO_8859_1);
        bytes.reset();
        var encoding = ENCODING.matcher(first);
        try {
            return new InputStreamReader(
                    bytes, encoding.find() ? Charset.forName(encoding.group(1)) : StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return new InputStreamReader(bytes, StandardCharsets.UTF_8);
        }
    }

    private static boolean add(XMLStreamReader xml, JtlSamples samples) {
        long began = number(xml, "ts");
        long elapsed = number(xml, "t");
        if (began == Numerals.NONE || elapsed == Numerals.NONE || began > 7_258_118_400_000L) {
            return false;
        }
        var thread = xml.getAttributeValue(null, "tn");
        int end = thread == null ? -1 : thread.lastIndexOf(' ');
        var success = xml.getAttributeValue(null, "s");
        var tags = samples.tags(
                xml.getAttributeValue(null, "lb"),
                xml.getAttributeValue(null, "rc"),
                success == null ? null : (Boolean) !success.equals("true"),
                thread == null ? "" : end > 0 ? thread.substring(0, end) : thread,
                false);
        samples.users((began + elapsed) * MILLI, number(xml, "na"));
        samples.request(began * MILLI, elapsed * MILLI, millis(number(xml, "lt")), millis(number(xml, "ct")), tags);
        samples.bytes((began + elapsed) * MILLI, number(xml, "by"), number(xml, "sby"), tags);
        return true;
    }

    private static long millis(long number) {
        return number == Numerals.NONE ? number : number * MILLI;
    }

    private static long number(XMLStreamReader xml, String attribute) {
        @Nullable String value = xml.getAttributeValue(null, attribute);
        if (value == null) {
            return Numerals.NONE;
        }
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        return Numerals.whole(bytes, 0, bytes.length);
    }
}
