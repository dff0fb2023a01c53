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

    /** The track of the connection that a server process serves, null when nothing was seen of it. */
    @Nullable SessionTrack ofProcess(long process) {
        SessionTrack direct = tracks.get(process);
        if (direct != null && direct.process == process) {
            return direct;
        }
        SessionTrack last = null;
        for (SessionTrack track : tracks.values()) {
            last = track.process == process ? track : last;
        }
        return last;
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
