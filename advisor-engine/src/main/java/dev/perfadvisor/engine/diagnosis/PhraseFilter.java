package dev.perfadvisor.engine.diagnosis;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Puts one term in place of the words that mean it, the longest phrase first. Lucene's filter for synonyms does the same by
 * an automaton, which takes longer to make for a thousand phrases than a question takes to answer.
 */
final class PhraseFilter extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final Phrases phrases;
    private final Deque<String> ahead = new ArrayDeque<>();
    private boolean ended;

    PhraseFilter(TokenStream words, Phrases phrases) {
        super(words);
        this.phrases = phrases;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        ahead.clear();
        ended = false;
    }

    @Override
    public boolean incrementToken() throws IOException {
        lookAhead();
        if (ahead.isEmpty()) {
            return false;
        }
        clearAttributes();
        var found = phrases.at(ahead);
        for (int i = 0; i < found.words(); i++) {
            ahead.removeFirst();
        }
        term.append(found.term());
        return true;
    }

    private void lookAhead() throws IOException {
        while (!ended && ahead.size() < phrases.longest()) {
            if (input.incrementToken()) {
                ahead.addLast(term.toString());
            } else {
                ended = true;
            }
        }
    }
}
