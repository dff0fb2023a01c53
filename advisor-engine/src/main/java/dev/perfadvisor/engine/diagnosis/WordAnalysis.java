package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.rules.Term;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Turns text into terms: lower case, words that mean the same made one ({@code garbage collector}, {@code GC}), words
 * that say nothing left out, endings cut off.
 */
final class WordAnalysis extends Analyzer {

    private final Phrases phrases;
    private final CharArraySet noise;

    private WordAnalysis(Phrases phrases, CharArraySet noise) {
        this.phrases = phrases;
        this.noise = noise;
    }

    /** Without words that say nothing. */
    static WordAnalysis of(List<Term> vocabulary) {
        return of(vocabulary, true);
    }

    /** With all words: for comparisons by how rare a word is, which know what says nothing. */
    static WordAnalysis whole(List<Term> vocabulary) {
        return of(vocabulary, false);
    }

    private static WordAnalysis of(List<Term> vocabulary, boolean silencing) {
        var noise = new CharArraySet(64, true);
        var phrases = new Phrases.Builder();
        try (var plain = new Plain()) {
            for (var term : vocabulary) {
                if (!term.id().equals(Term.NOISE)) {
                    term.words().forEach(form -> phrases.add(termsOf(plain, form), term.id()));
                } else if (silencing) {
                    noise.addAll(term.words());
                }
            }
        }
        return new WordAnalysis(phrases.build(), noise);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var tokens = new StandardTokenizer();
        TokenStream stream = new PhraseFilter(new LowerCaseFilter(tokens), phrases);
        stream = new StopFilter(stream, noise);
        return new TokenStreamComponents(tokens, new PorterStemFilter(stream));
    }

    /** The terms of a text in order, each once. */
    List<String> terms(String text) {
        return termsOf(this, text).stream().distinct().toList();
    }

    /** What an analyzer makes of a text, in order. */
    static List<String> termsOf(Analyzer analyzer, String text) {
        var terms = new ArrayList<String>();
        try (var tokens = analyzer.tokenStream("text", text)) {
            var term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                terms.add(term.toString());
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory can not be read", e);
        }
        return terms;
    }

    /** Words in lower case, and nothing else done to them. */
    private static final class Plain extends Analyzer {

        @Override
        protected TokenStreamComponents createComponents(String field) {
            var tokens = new StandardTokenizer();
            return new TokenStreamComponents(tokens, new LowerCaseFilter(tokens));
        }
    }
}
