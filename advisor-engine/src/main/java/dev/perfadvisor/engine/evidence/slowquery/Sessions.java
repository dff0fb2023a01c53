package dev.perfadvisor.engine.evidence.slowquery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The {@value #MOST} connections that did something last. */
final class Sessions {

    static final int MOST = 10_000;

    private final LinkedHashMap<Long, SessionTrack> tracks = new LinkedHashMap<>(64, 0.75f, true);
    private @Nullable SessionTrack recent;
    private long recentId;

    /** The track of a connection; one that must make room for it is handed to {@code finish}. */
    SessionTrack of(long id, Consumer<SessionTrack> finish) {
        SessionTrack session = recent;
        if (session != null && recentId == id) {
            return session;
        }
        session = tracks.get(id);
        if (session == null) {
            session = new SessionTrack();
            tracks.put(id, session);
            prune(finish);
        }
        recent = session;
        recentId = id;
        return session;
    }

    /** The track of a connection, null when nothing was seen of it. */
    @Nullable SessionTrack find(long id) {
        return tracks.get(id);
    }

    /** Hands each connection of the later part over with the one of this. */
    void merge(Sessions later, BiConsumer<SessionTrack, SessionTrack> join, Consumer<SessionTrack> finish) {
        recent = null;
        for (Map.Entry<Long, SessionTrack> entry : later.tracks.entrySet()) {
            join.accept(tracks.computeIfAbsent(entry.getKey(), _ -> new SessionTrack()), entry.getValue());
        }
        prune(finish);
    }

    private void prune(Consumer<SessionTrack> finish) {
        while (tracks.size() > MOST) {
            finish.accept(tracks.pollFirstEntry().getValue());
        }
    }

    void forEach(Consumer<SessionTrack> each) {
        tracks.values().forEach(each);
    }
}
