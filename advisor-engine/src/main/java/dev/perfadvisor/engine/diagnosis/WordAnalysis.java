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
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.CharsRef;
import org.apache.lucene.util.CharsRefBuilder;

/**
 * Turns text into terms: lower case, words that mean the same made one ({@code garbage collector}, {@code GC}), words
 * that say nothing left out, endings cut off.
 */
final class WordAnalysis extends Analyzer {

    private final SynonymMap synonyms;
    private final CharArraySet noise;

    private WordAnalysis(SynonymMap synonyms, CharArraySet noise) {
        this.synonyms = synonyms;
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
        var map = new SynonymMap.Builder(true);
        boolean any = false;
        for (var term : vocabulary) {
            if (term.id().equals(Term.NOISE)) {
                if (silencing) {
                    noise.addAll(term.words());
                }
                continue;
            }
            for (var form : term.words()) {
                map.add(phrase(form), new CharsRef(term.id()), false);
                any = true;
            }
        }
        if (!any) {
            map.add(new CharsRef("nothing"), new CharsRef("nothing"), false);
        }
        try {
            return new WordAnalysis(map.build(), noise);
        } catch (IOException e) {
            throw new UncheckedIOException("A map in memory can not be built", e);
        }
    }

    /** The words of a form as they come out of the tokenizer. */
    private static CharsRef phrase(String form) {
        try (var plain = new Plain()) {
            return SynonymMap.Builder.join(plain.terms(form).toArray(String[]::new), new CharsRefBuilder());
        }
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var tokens = new StandardTokenizer();
        TokenStream stream = new LowerCaseFilter(tokens);
        stream = new FlattenGraphFilter(new SynonymGraphFilter(stream, synonyms, true));
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

        List<String> terms(String text) {
            return termsOf(this, text);
        }
    }
}
