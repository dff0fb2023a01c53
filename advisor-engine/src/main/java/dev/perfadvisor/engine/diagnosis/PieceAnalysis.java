package dev.perfadvisor.engine.diagnosis;

import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Turns text into pieces of words, three to five letters with the word's beginning and end as letters of their own: words
 * that are written wrongly, joined or bent share most of them ({@code conection}, {@code select_related}, {@code querying}).
 */
final class PieceAnalysis extends Analyzer {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 5;
    private static final Pattern WORD = Pattern.compile("^(.{1,60}).*$", Pattern.DOTALL);

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var tokens = new StandardTokenizer();
        var marked = new PatternReplaceFilter(new LowerCaseFilter(tokens), WORD, "^$1\\$", false);
        return new TokenStreamComponents(tokens, new NGramTokenFilter(marked, SHORTEST, LONGEST, false));
    }
}
