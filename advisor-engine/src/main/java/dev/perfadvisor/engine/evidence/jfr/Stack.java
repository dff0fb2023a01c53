package dev.perfadvisor.engine.evidence.jfr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack of one chunk with what is asked of it again and again, worked out once.
 *
 * @see Stacks
 */
final class Stack {

    /** Top first. */
    final List<Frame> frames;

    /** Whether Flight Recorder cut it. */
    final boolean truncated;

    /** Categories of all frames. */
    final long categories;

    /** Index of the nearest application frame, -1 when there is none. */
    final int siteIndex;

    /** Who is at the other end, if this stack uses a socket. */
    final PeerKind peer;

    /** Tells apart the ways in which a site gets to this stack's top: same library calls, same lines. */
    final int aboveSite;

    /** Tells apart the places in a request from which the site is called. */
    final int belowSite;

    /** Whether application code runs on behalf of a request. */
    final boolean servesRequest;

    /** Samples of execution with this stack in this chunk. */
    final StackSamples executionSamples = new StackSamples();

    /** Samples of CPU time with this stack in this chunk. */
    final StackSamples cpuTimeSamples = new StackSamples();

    /** Bytes allocated with this stack in this chunk, by key of the class. */
    final KeyedSums allocations = new KeyedSums();

    private final int[] lines;
    private final long upToSite;

    Stack(List<Frame> frames, int[] lines, boolean truncated) {
        this.frames = frames;
        this.lines = lines;
        this.truncated = truncated;
        long all = 0;
        long top = 0;
        int site = -1;
        for (int i = 0; i < frames.size(); i++) {
            var frame = frames.get(i);
            all |= frame.categories;
            if (site < 0 && frame.application()) {
                site = i;
            }
            if (site < 0) {
                top |= frame.categories;
            }
        }
        this.categories = all;
        this.upToSite = top;
        this.siteIndex = site;
        this.peer = PeerKind.of(frames);
        this.servesRequest = site >= 0 && Category.HTTP_SERVER.in(all);
        this.aboveSite = hash(0, site < 0 ? frames.size() : site);
        this.belowSite = site < 0 ? 0 : hash(site, endOfRequest(site));
    }

    private int endOfRequest(int from) {
        for (int i = from; i < frames.size(); i++) {
            if (frames.get(i).is(Category.HTTP_SERVER)) {
                return i;
            }
        }
        return frames.size();
    }

    private int hash(int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * (31 * hash + frames.get(i).name.hashCode()) + lines[i];
        }
        return hash;
    }

    /** Nearest application method, {@code Class.method}; null when there is none. */
    @Nullable String site() {
        return siteIndex < 0 ? null : frames.get(siteIndex).name;
    }

    boolean has(Category category) {
        return category.in(categories);
    }

    /** Whether it belongs to class loading and other work that is done once. */
    boolean startUp() {
        return has(Category.STARTUP);
    }

    /** What a thread with this stack waits for; of the main thread, that keeps a program alive, only locks are told. */
    Purpose purpose(Purpose fallback) {
        var purpose = Purpose.of(upToSite, fallback);
        boolean keepsAlive = has(Category.MAIN) && (purpose == Purpose.FUTURE || purpose == Purpose.OTHER);
        return keepsAlive ? Purpose.IDLE : purpose;
    }

    /** One line a frame, {@code com.example.Shop.order:42}, top first. */
    List<String> text() {
        var text = new ArrayList<String>(frames.size());
        for (int i = 0; i < frames.size(); i++) {
            var frame = frames.get(i);
            var line = lines[i] > 0 ? ":" + lines[i] : "";
            text.add(frame.className + '.' + frame.method + line);
        }
        return List.copyOf(text);
    }
}
