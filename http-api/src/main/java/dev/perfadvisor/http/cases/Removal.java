package dev.perfadvisor.http.cases;

import dev.perfadvisor.engine.store.ArtifactStore;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Removes cases with all that they have on disk: contents that nobody else needs, and uploads that are not whole. */
@Component
public class Removal {

    private final ServedCases cases;
    private final ServedArtifacts artifacts;
    private final ArtifactStore store;

    Removal(ServedCases cases, ServedArtifacts artifacts, ArtifactStore store) {
        this.cases = cases;
        this.artifacts = artifacts;
        this.store = store;
    }

    /** Removes a case of an owner's, if there is one. */
    public void remove(String owner, String id) throws IOException {
        var uploads = cases.delete(owner, id);
        if (uploads.isPresent()) {
            clear(uploads.get());
        }
    }

    private void clear(List<String> uploads) throws IOException {
        for (var upload : uploads) {
            store.drop(upload);
        }
        artifacts.sweep();
    }
}
