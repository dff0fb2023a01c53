package dev.perfadvisor.engine.evidence.slowquery;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The {@value #MOST} connections that did something last. A table of its own, as each entry of a log asks for one, in
 * turns: open addressing by number, with the tracks linked in the order of their last use.
 */
final class Sessions {

    static final int MOST = 10_000;

    private @Nullable SessionTrack[] slots = new SessionTrack[64];
    private int size;
    /** The one used longest ago, null when there is none. */
    private @Nullable SessionTrack eldest;

    private @Nullable SessionTrack latest;

    /** The track of a connection; one that must make room for it is handed to {@code finish}. */
    SessionTrack of(long id, Consumer<SessionTrack> finish) {
        SessionTrack session = latest;
        if (session != null && session.id == id) {
            return session;
        }
        session = slots[slot(id)];
        if (session == null) {
            session = add(id);
            prune(finish);
        } else {
            unlink(session);
            append(session);
        }
        return session;
    }

    /** The track of the connection that a server process serves, null when nothing was seen of it. */
    @Nullable SessionTrack ofProcess(long process) {
        SessionTrack direct = slots[slot(process)];
        if (direct != null && direct.process == process) {
            return direct;
        }
        SessionTrack track = latest;
        while (track != null && track.process != process) {
            track = track.earlier;
        }
        return track;
    }

    /** Hands each connection of the later part over with the one of this. */
    void merge(Sessions later, BiConsumer<SessionTrack, SessionTrack> join, Consumer<SessionTrack> finish) {
        for (SessionTrack track = later.eldest; track != null; track = track.later) {
            SessionTrack own = slots[slot(track.id)];
            if (own == null) {
                own = add(track.id);
            } else {
                unlink(own);
                append(own);
            }
            join.accept(own, track);
        }
        prune(finish);
    }

    void forEach(Consumer<SessionTrack> each) {
        for (SessionTrack track = eldest; track != null; track = track.later) {
            each.accept(track);
        }
    }

    private SessionTrack add(long id) {
        if (size * 2 >= slots.length) {
            grow();
        }
        var track = new SessionTrack(id);
        slots[slot(id)] = track;
        size++;
        append(track);
        return track;
    }

    private void prune(Consumer<SessionTrack> finish) {
        for (SessionTrack track = eldest; size > MOST && track != null; track = eldest) {
            unlink(track);
            free(slot(track.id));
            size--;
            finish.accept(track);
        }
    }

    private void append(SessionTrack track) {
        SessionTrack before = latest;
        track.earlier = before;
        track.later = null;
        if (before == null) {
            eldest = track;
        } else {
            before.later = track;
        }
        latest = track;
    }

    private void unlink(SessionTrack track) {
        SessionTrack before = track.earlier;
        SessionTrack after = track.later;
        if (before == null) {
            eldest = after;
        } else {
            before.later = after;
        }
        if (after == null) {
            latest = before;
        } else {
            after.earlier = before;
        }
    }

    /** The slot that holds a connection, or the free one where it belongs. */
    private int slot(long id) {
        int slot = home(id);
        for (SessionTrack held = slots[slot]; held != null && held.id != id; held = slots[slot]) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private int home(long id) {
        return (int) Ascii.spread(id) & (slots.length - 1);
    }

    /** Frees a slot, and moves up those behind it that can not be found across a free one. */
    private void free(int slot) {
        int mask = slots.length - 1;
        int gap = slot;
        int at = (gap + 1) & mask;
        for (SessionTrack held = slots[at]; held != null; held = slots[at]) {
            if (((at - home(held.id)) & mask) >= ((at - gap) & mask)) {
                slots[gap] = held;
                gap = at;
            }
            at = (at + 1) & mask;
        }
        slots[gap] = null;
    }

    private void grow() {
        slots = new SessionTrack[slots.length * 2];
        for (SessionTrack track = eldest; track != null; track = track.later) {
            slots[slot(track.id)] = track;
        }
    }
}
