package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.Version;
import dev.perfadvisor.engine.loadgen.Traffic;
import dev.perfadvisor.engine.store.ArtifactStore;
import dev.perfadvisor.engine.store.ServedArtifact;
import dev.perfadvisor.engine.store.StoreException;
import dev.perfadvisor.engine.store.jdbc.FactsTable;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads artifacts that are kept; those that the same engine has read before are not read again. */
@Component
public class EvidenceReader {

    private final Analyst analyst;
    private final ArtifactStore store;
    private final ServedArtifacts artifacts;
    private final FactsTable known;
    private final Version version;
    private final JsonMapper json;

    EvidenceReader(
            Analyst analyst,
            ArtifactStore store,
            ServedArtifacts artifacts,
            FactsTable known,
            Version version,
            JsonMapper json) {
        this.analyst = analyst;
        this.store = store;
        this.artifacts = artifacts;
        this.known = known;
        this.version = version;
        this.json = json;
    }

    /** The facts of artifacts together, as JSON; empty when there are none. */
    public String read(List<ServedArtifact> evidence, Analyst.Watch watch) throws InterruptedException {
        if (evidence.isEmpty()) {
            return "";
        }
        var key = key(evidence);
        var before = known.find(key);
        String facts;
        if (before.isPresent()) {
            facts = before.get();
        } else {
            var read = analyst.read(pieces(evidence), watch);
            facts = read.facts();
            if (read.lasting()) {
                known.keep(key, facts);
            }
        }
        tell(evidence, facts);
        return facts;
    }

    /** What artifacts say is to be requested, as {@link Analyst#requests} finds it. */
    public Optional<Traffic> requests(List<ServedArtifact> evidence) throws InterruptedException {
        return analyst.requests(pieces(evidence));
    }

    private List<Analyst.Piece> pieces(List<ServedArtifact> evidence) {
        var pieces = new ArrayList<Analyst.Piece>();
        try {
            for (var artifact : evidence) {
                pieces.add(new Analyst.Piece(artifact.name(), store.file(artifact.sha256()), artifact.sha256()));
            }
        } catch (IOException e) {
            throw new StoreException("The artifacts can not be had: " + e.getMessage() + ".", e);
        }
        return pieces;
    }

    /** Facts quote names, and depend on contents and on the engine. */
    private String key(List<ServedArtifact> evidence) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(version.engine().getBytes(StandardCharsets.UTF_8));
            for (var artifact : evidence) {
                digest.update((artifact.sha256() + artifact.name().length() + ":" + artifact.name())
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Writes to each artifact what was read of it; files of an archive are named {@code archive.zip!file}. */
    private void tell(List<ServedArtifact> evidence, String facts) {
        var read = json.readTree(facts).path("artifacts");
        for (var artifact : evidence) {
            var own = new ArrayList<JsonNode>();
            for (var one : read) {
                var name = one.path("name").asString("");
                if (name.equals(artifact.name()) || name.startsWith(artifact.name() + "!")) {
                    own.add(one);
                }
            }
            var status = status(own);
            var readings = json.writeValueAsString(own);
            if (!artifact.status().equals(status) || !artifact.readings().equals(readings)) {
                artifacts.read(artifact.id(), status, readings);
            }
        }
    }

    /** That of the whole: of an archive some files of which could be read, something could. */
    private static String status(List<JsonNode> readings) {
        var all = readings.stream()
                .map(one -> one.path("reading").path("status").asString(""))
                .distinct()
                .toList();
        return all.size() == 1 ? all.getFirst() : all.isEmpty() ? "rejected" : "partial";
    }
}
