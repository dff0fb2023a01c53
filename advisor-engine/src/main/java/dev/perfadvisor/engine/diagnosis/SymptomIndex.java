package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.rules.CauseDefinition;
import dev.perfadvisor.engine.rules.Rule;
import dev.perfadvisor.engine.rules.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * How much a problem statement sounds like a cause: BM25 over the sentences in which users describe it, one document a
 * sentence, and over all words of the cause (keywords, title, sentences, description), one document a cause. A cause
 * sounds like its best sentences, and like its words where no single sentence is alike.
 */
final class SymptomIndex {

    /** Weights of the best and the second-best sentence, and of each field of the whole. */
    private static final double BEST = 1.0;

    private static final double SECOND = 0.3;
    private static final SortedMap<String, Double> WHOLE =
            new TreeMap<>(Map.of("keywords", 0.7, "title", 0.4, "symptoms", 0.5, "text", 0.15));

    /** BM25 score at which a statement counts as half alike. */
    private static final double HALF_ALIKE = 12;

    /** Words of a sentence, and repetitions, count less than in prose: sentences are short. */
    private static final BM25Similarity SHORT_TEXTS = new BM25Similarity(0.8f, 0.35f);

    private static final int MOST_TERMS = 200;

    private final WordAnalysis words;
    private final IndexSearcher searcher;

    SymptomIndex(RuleBook book) {
        this.words = WordAnalysis.of(book.vocabulary());
        try {
            var directory = new ByteBuffersDirectory();
            var config = new IndexWriterConfig(words).setSimilarity(SHORT_TEXTS);
            try (var writer = new IndexWriter(directory, config)) {
                for (var cause : book.causes().values()) {
                    var symptoms = symptoms(cause, book.rules());
                    for (var symptom : symptoms) {
                        writer.addDocument(sentence(cause.id(), symptom));
                    }
                    writer.addDocument(whole(cause, symptoms));
                }
            }
            this.searcher = new IndexSearcher(DirectoryReader.open(directory));
            searcher.setSimilarity(SHORT_TEXTS);
        } catch (IOException e) {
            throw new UncheckedIOException("An index in memory can not be written", e);
        }
    }

    /** Those of the cause, and of the rules that speak for it alone. */
    private static Set<String> symptoms(CauseDefinition cause, List<Rule> rules) {
        var symptoms = new LinkedHashSet<>(cause.symptoms());
        for (var rule : rules) {
            if (rule.supports().size() == 1
                    && rule.supports().getFirst().cause().equals(cause.id())) {
                symptoms.addAll(rule.symptoms());
            }
        }
        return symptoms;
    }

    private static Document sentence(String cause, String symptom) {
        var document = new Document();
        document.add(new StringField("id", cause, Field.Store.YES));
        document.add(new TextField("sentence", symptom, Field.Store.YES));
        return document;
    }

    private static Document whole(CauseDefinition cause, Set<String> symptoms) {
        var document = new Document();
        document.add(new StringField("id", cause.id(), Field.Store.YES));
        document.add(new TextField("symptoms", String.join(". ", symptoms), Field.Store.NO));
        document.add(new TextField("keywords", String.join(". ", cause.keywords()), Field.Store.NO));
        document.add(new TextField("title", cause.title(), Field.Store.NO));
        document.add(new TextField("text", cause.description() + " " + cause.confirm(), Field.Store.NO));
        return document;
    }

    /** Likeness by cause id; a cause with nothing in common is absent. */
    Map<String, Likeness> alike(String problem) {
        var terms = words.terms(problem);
        var asked = terms.subList(0, Math.min(MOST_TERMS, terms.size()));
        try {
            var tallies = new HashMap<String, Tally>();
            addSentences(asked, tallies);
            for (var field : WHOLE.entrySet()) {
                for (var hit : searcher.search(query(field.getKey(), asked), 100).scoreDocs) {
                    tally(tallies, hit.doc).whole += field.getValue() * hit.score;
                }
            }
            var likeness = new HashMap<String, Likeness>();
            tallies.forEach((id, tally) -> likeness.put(id, tally.likeness()));
            return likeness;
        } catch (IOException e) {
            throw new UncheckedIOException("An index in memory can not be read", e);
        }
    }

    private void addSentences(List<String> terms, Map<String, Tally> tallies) throws IOException {
        for (var hit : searcher.search(query("sentence", terms), 300).scoreDocs) {
            var tally = tally(tallies, hit.doc);
            if (tally.best == 0) {
                tally.best = hit.score;
                tally.sentence = searcher.storedFields().document(hit.doc).get("sentence");
            } else if (tally.second == 0) {
                tally.second = hit.score;
            }
        }
    }

    private Tally tally(Map<String, Tally> tallies, int document) throws IOException {
        var id = searcher.storedFields().document(document, Set.of("id")).get("id");
        return tallies.computeIfAbsent(id, _ -> new Tally());
    }

    private static BooleanQuery query(String field, List<String> terms) {
        var query = new BooleanQuery.Builder();
        terms.forEach(term -> query.add(new TermQuery(new Term(field, term)), BooleanClause.Occur.SHOULD));
        return query.build();
    }

    /** What has been found for one cause. */
    private static final class Tally {
        private double best;
        private double second;
        private double whole;
        private String sentence = "";

        Likeness likeness() {
            double score = BEST * best + SECOND * second + whole;
            return new Likeness(score / (score + HALF_ALIKE), sentence);
        }
    }
}
