package dev.perfadvisor.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Check;
import dev.perfadvisor.engine.model.Check.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JUnitXmlTest {

    private static Element parsed(Check... checks) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JUnitXml.of(List.of(checks)))))
                .getDocumentElement();
    }

    @Test
    void groupsAreSuitesAndTheirCountsAddUp() throws Exception {
        var root = parsed(
                new Check("criteria", "p99", Outcome.PASSED, "", ""),
                new Check("criteria", "p95", Outcome.FAILED, "missed", "it is 2 s"),
                new Check("comparison", "p50", Outcome.SKIPPED, "not proven", ""));
        assertThat(root.getAttribute("tests")).isEqualTo("3");
        assertThat(root.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
        var criteria = (Element) root.getElementsByTagName("testsuite").item(0);
        assertThat(criteria.getAttribute("failures")).isEqualTo("1");
        assertThat(criteria.getAttribute("skipped")).isEqualTo("0");
        assertThat(root.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("it is 2 s");
    }

    /** Names of endpoints and statements are other people's text. */
    @Test
    void whateverIsInANameTheDocumentCanBeRead() throws Exception {
        var name = "GET /a?b=<c>&\"'\u001B[31m\u0000\uFFFE\uD800 ]]>";
        var root = parsed(new Check("comparison", name, Outcome.FAILED, name, name));
        var failure = (Element) root.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("GET /a?b=<c>&\"'?[31m??? ]]>");
        assertThat(failure.getTextContent()).isEqualTo("GET /a?b=<c>&\"'?[31m??? ]]>");
    }
}
