package dev.perfadvisor.engine.loadgen;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Elements of a JMeter plan. Text that XML can not hold is left out, so that a plan can always be loaded. */
final class Jmx {

    /** Content of an element. */
    interface Content {
        void write() throws XMLStreamException;
    }

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;
    private int depth;

    private Jmx() throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /** Fills a plan. */
    interface Filling {
        void fill(Jmx plan) throws XMLStreamException;
    }

    static String plan(Filling filling) {
        try {
            var plan = new Jmx();
            plan.xml.writeStartDocument("UTF-8", "1.0");
            plan.line();
            plan.xml.writeStartElement("jmeterTestPlan");
            plan.xml.writeAttribute("version", "1.2");
            plan.xml.writeAttribute("properties", "5.0");
            plan.xml.writeAttribute("jmeter", "5.6.3");
            plan.depth++;
            plan.tree(() -> filling.fill(plan));
            plan.depth--;
            plan.line();
            plan.xml.writeEndElement();
            plan.xml.writeEndDocument();
            plan.xml.close();
            return plan.text + "\n";
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a plan in memory can be written", e);
        }
    }

    /** What stands below the element before. */
    void tree(Content content) throws XMLStreamException {
        line();
        xml.writeStartElement("hashTree");
        within(content);
        xml.writeEndElement();
    }

    /** {@code <RandomVariableConfig guiclass="TestBeanGUI" testclass="RandomVariableConfig" testname="id" enabled="true">}. */
    void test(String type, String gui, String name, Content properties) throws XMLStreamException {
        line();
        xml.writeStartElement(type);
        xml.writeAttribute("guiclass", gui);
        xml.writeAttribute("testclass", type);
        xml.writeAttribute("testname", legal(name));
        xml.writeAttribute("enabled", "true");
        within(properties);
        xml.writeEndElement();
    }

    /** {@code <elementProp name="..." elementType="...">}. */
    void element(String name, String type, Content properties) throws XMLStreamException {
        line();
        xml.writeStartElement("elementProp");
        xml.writeAttribute("name", legal(name));
        xml.writeAttribute("elementType", type);
        within(properties);
        xml.writeEndElement();
    }

    void collection(String name, Content elements) throws XMLStreamException {
        line();
        xml.writeStartElement("collectionProp");
        xml.writeAttribute("name", name);
        within(elements);
        xml.writeEndElement();
    }

    void string(String name, String value) throws XMLStreamException {
        property("stringProp", name, value);
    }

    void bool(String name, boolean value) throws XMLStreamException {
        property("boolProp", name, String.valueOf(value));
    }

    void integer(String name, int value) throws XMLStreamException {
        property("intProp", name, String.valueOf(value));
    }

    private void property(String type, String name, String value) throws XMLStreamException {
        line();
        xml.writeStartElement(type);
        xml.writeAttribute("name", name);
        xml.writeCharacters(legal(value));
        xml.writeEndElement();
    }

    private void within(Content content) throws XMLStreamException {
        depth++;
        content.write();
        depth--;
        line();
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** Without what XML 1.0 does not allow even as a reference. */
    private static String legal(String value) {
        var legal = new StringBuilder();
        value.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= ' ' && c < 0xD800)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }
}
