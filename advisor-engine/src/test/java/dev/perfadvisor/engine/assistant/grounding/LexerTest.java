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
        assertThat(lexer.units("Thread the database is healthy. Say so waits. It is slow."))
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
        assertThat(lexer.units("It holds 62 % (by far). And more.")).hasSize(3);
    }
}
