package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Check;
import dev.perfadvisor.engine.model.Check.Outcome;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Checks as JUnit XML, as build servers read it: one suite a group. There are no times in it, as nothing was timed.
 *
 * <pre>
 * &lt;testsuites name="Performance Advisor" tests="2" failures="1" errors="0" skipped="0">
 *   &lt;testsuite name="comparison" tests="2" failures="1" errors="0" skipped="0" time="0">
 *     &lt;testcase classname="comparison" name="p50" time="0">
 *       &lt;failure message="worse" type="comparison">1.12 times the base&lt;/failure>
 * </pre>
 */
public final class JUnitXml {

    private static final String NAME = "Performance Advisor";

    private JUnitXml() {}

    /** The document. */
    public static String of(List<Check> checks) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", NAME);
            counts(xml, checks);
            for (var group : checks.stream().map(Check::group).distinct().toList()) {
                suite(
                        xml,
                        group,
                        checks.stream().filter(c -> c.group().equals(group)).toList());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML can be written to a string", e);
        }
        return text + "\n";
    }

    private static void counts(XMLStreamWriter xml, List<Check> checks) throws XMLStreamException {
        xml.writeAttribute("tests", String.valueOf(checks.size()));
        xml.writeAttribute("failures", count(checks, Outcome.FAILED));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", count(checks, Outcome.SKIPPED));
        xml.writeAttribute("time", "0");
    }

    private static String count(List<Check> checks, Outcome outcome) {
        return String.valueOf(
                checks.stream().filter(c -> c.outcome() == outcome).count());
    }

    private static void suite(XMLStreamWriter xml, String group, List<Check> checks) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", group);
        counts(xml, checks);
        for (var check : checks) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", group);
            xml.writeAttribute("name", clean(check.name()));
            xml.writeAttribute("time", "0");
            switch (check.outcome()) {
                case PASSED -> {}
                case FAILED -> {
                    xml.writeStartElement("failure");
                    xml.writeAttribute("message", clean(check.message()));
                    xml.writeAttribute("type", group);
                    xml.writeCharacters(clean(check.detail()));
                    xml.writeEndElement();
                }
                case SKIPPED -> {
                    xml.writeEmptyElement("skipped");
                    xml.writeAttribute("message", clean(check.message()));
                }
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no place for control characters, nor for halves of a surrogate pair. */
    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean allowed = c == '\t' || c == '\n' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c <= 0x10FFFF);
            clean.appendCodePoint(allowed && c != 0xFFFE && c != 0xFFFF ? c : '?');
        });
        return clean.toString();
    }
}
