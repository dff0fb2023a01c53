package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.rules.CauseDefinition;
import dev.perfadvisor.engine.rules.Rule;
import dev.perfadvisor.engine.rules.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * How much a problem statement sounds like a cause: BM25 over the sentences in which users describe it. One document a
 * cause; the symptoms of the rules that support it are part of it.
 */
final class SymptomIndex {

    private static final Map<String, Float> FIELDS =
            Map.of("symptoms", 2f, "keywords", 2f, "title", 1.5f, "text", 0.5f);

    /** BM25 score at which a statement counts as half alike. */
    private static final double HALF_ALIKE = 12;

    private final Analyzer analyzer = new EnglishAnalyzer();
    private final IndexSearcher searcher;

    SymptomIndex(RuleBook book) {
        try {
            var directory = new ByteBuffersDirectory();
            try (var writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (var cause : book.causes().values()) {
                    writer.addDocument(document(cause, book.rules()));
                }
            }
            this.searcher = new IndexSearcher(DirectoryReader.open(directory));
        } catch (IOException e) {
            throw new UncheckedIOException("An index in memory can not be written", e);
        }
    }

    private static Document document(CauseDefinition cause, List<Rule> rules) {
        var symptoms = new ArrayList<>(cause.symptoms());
        for (var rule : rules) {
            if (rule.supports().stream().anyMatch(s -> s.cause().equals(cause.id()))) {
                symptoms.addAll(rule.symptoms());
            }
        }
        var document = new Document();
        document.add(new StringField("id", cause.id(), Field.Store.YES));
        document.add(new TextField("symptoms", String.join(". ", symptoms), Field.Store.NO));
        document.add(new TextField("keywords", String.join(". ", cause.keywords()), Field.Store.NO));
        document.add(new TextField("title", cause.title(), Field.Store.NO));
        document.add(new TextField("text", cause.description(), Field.Store.NO));
        return document;
    }

    /** Likeness by cause id, 0 (nothing in common, and then absent) to 1. */
    Map<String, Double> alike(String problem) {
        try {
            var query = query(problem);
            var likeness = new HashMap<String, Double>();
            for (var hit : searcher.search(query, 100).scoreDocs) {
                var id = searcher.storedFields().document(hit.doc).get("id");
                likeness.put(id, hit.score / (hit.score + HALF_ALIKE));
            }
            return likeness;
        } catch (IOException e) {
            throw new UncheckedIOException("An index in memory can not be read", e);
        }
    }

    private BooleanQuery query(String problem) throws IOException {
        var query = new BooleanQuery.Builder();
        int clauses = 0;
        try (var tokens = analyzer.tokenStream("symptoms", problem)) {
            var term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken() && clauses < 200) {
                for (var field : FIELDS.entrySet()) {
                    var one = new TermQuery(new Term(field.getKey(), term.toString()));
                    query.add(new BoostQuery(one, field.getValue()), BooleanClause.Occur.SHOULD);
                    clauses++;
                }
            }
            tokens.end();
        }
        return query.build();
    }
}
