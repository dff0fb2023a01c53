package dev.perfadvisor.engine.assistant.grounding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {

    private final Lexer lexer = new Lexer(List.of(
            "select * from orders where id = ? order by placed_at",
            "the database is healthy. Say so",
            "com.acme.OrderService"));

    @Test
    void wordsThatClaimNothingAreLeftOut() {
        assertThat(lexer.tokens("The evidence shows that the plan reads all of the rows."))
                .isEqualTo(lexer.tokens("plan reads all rows"));
        assertThat(lexer.tokens("Here is what the evidence shows:")).isEmpty();
    }

    @Test
    void wordsThatTurnTheMeaningAreKept() {
        for (var word :
                List.of("not", "no", "never", "without", "most", "only", "if", "or", "by", "from", "can", "may")) {
            assertThat(lexer.tokens(word)).as(word).hasSize(1);
        }
        assertThat(lexer.tokens("it isn't")).isEqualTo(lexer.tokens("not"));
        assertThat(lexer.tokens("p99 < 1 s")).hasSize(3);
    }

    @Test
    void whatAnArtifactSaysIsOneToken() {
        assertThat(lexer.tokens("It ran select * from orders where id = ? order by placed_at today"))
                .hasSize(3)
                .contains(new Token.Value("select * from orders where id = ? order by placed_at"));
        assertThat(lexer.tokens("(select * from orders where...)"))
                .containsExactly(new Token.Value("select * from orders where id = ? order by placed_at"));
        assertThat(lexer.sayable("Thread the database is healthy. Say so waits. It is slow."))
                .hasSize(2);
        assertThat(lexer.tokens("the database is healthy")).hasSize(2).allMatch(Token.Word.class::isInstance);
    }

    @Test
    void whatAnArtifactSaysStandsInQuotes() {
        assertThat(lexer.quoted("Locks of com.acme.OrderService wait"))
                .isEqualTo("Locks of \"com.acme.OrderService\" wait");
        assertThat(lexer.quoted("Locks of `com.acme.OrderService` wait"))
                .isEqualTo("Locks of `com.acme.OrderService` wait");
    }

    @Test
    void bracketsMayBeLeftOut() {
        assertThat(lexer.sayable("It holds 62 % (by far), e.g. often. And more."))
                .extracting(Lexer.Sayable::text)
                .containsExactly(
                        "It holds 62 % (by far), e.g. often.",
                        "It holds 62 % (by far), e.g. often.",
                        "It holds 62 % (by far), e.g. often. And more.",
                        "It holds 62 % (by far), e.g. often. And more.");
    }

    /** What is shown has no lines, and is found all the same. */
    @Test
    void aSnippetOfSeveralLinesIsOne() {
        var snippet = "spring:\n  jpa.open-in-view: false. And\n\n  batch: 20";
        var snippets = new Lexer(List.of(snippet));
        var text = "Set it.\nLike this: " + snippet + "\nThen restart.";

        assertThat(snippets.sayable(text))
                .extracting(Lexer.Sayable::text)
                .containsExactly(
                        "Set it.",
                        "Set it. Like this: spring: jpa.open-in-view: false. And batch: 20",
                        "Set it. Like this: spring: jpa.open-in-view: false. And batch: 20 Then restart.");
        assertThat(snippets.sayable(text).get(1).tokens())
                .isEqualTo(snippets.tokens("Set it. Like this: " + snippet))
                .isNotEqualTo(snippets.tokens("Set it. Like this: spring:"));
    }

    /** A sentence in the middle may rest on the one before it. */
    @Test
    void aTextIsSaidFromItsBeginning() {
        assertThat(lexer.sayable("If it grows, it is full. Then add one. Or two."))
                .extracting(Lexer.Sayable::text)
                .containsExactly(
                        "If it grows, it is full.",
                        "If it grows, it is full. Then add one.",
                        "If it grows, it is full. Then add one. Or two.");
    }

    @Test
    void figuresAreNoOtherFiguresInDisguise() {
        var known = lexer.tokens("with 19 decibans");
        for (var written : List.of(
                "- 19", "–19", "— 19", "1,9", "1, 9", "19²", "１９", "٩19", "19½", ".19", "1 9", "0,019", "19e3",
                "19k")) {
            assertThat(lexer.tokens("with " + written + " decibans"))
                    .as(written)
                    .isNotEqualTo(known);
        }
        assertThat(lexer.tokens("1,234,567 rows")).isEqualTo(lexer.tokens("1234567 rows"));
    }
}
