package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.chunk.Chunk;
import dev.perfadvisor.engine.evidence.jfr.chunk.Constants;
import dev.perfadvisor.engine.evidence.jfr.chunk.Cursor;
import dev.perfadvisor.engine.evidence.jfr.chunk.Layout;
import dev.perfadvisor.engine.evidence.jfr.chunk.MalformedChunkException;
import dev.perfadvisor.engine.evidence.jfr.chunk.Metadata;
import dev.perfadvisor.engine.evidence.jfr.chunk.TextCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stacks, methods, classes and threads of one chunk, decoded when they are first asked for. */
final class Stacks {

    private static final String UNKNOWN = "?";

    /** Flight Recorder keeps at most so many frames, whatever {@code stackdepth} is. */
    private static final int DEEPEST = 2048;

    private final Metadata metadata;
    private final Constants constants;
    private final FrameTable table;
    private final int jvm;
    private final TextCache texts = new TextCache();
    private final KeyMap<Stack> stacks = new KeyMap<>();
    private final KeyMap<Frame> frames = new KeyMap<>();
    private final Map<String, Frame> framesByName = new HashMap<>();
    private final KeyMap<ThreadRef> threads = new KeyMap<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private final List<String> groupNames = new ArrayList<>();
    private final KeyMap<String> classes = new KeyMap<>();
    private final @Nullable Reference stackType;
    private final boolean framesAreConstants;
    private final @Nullable Reference frameType;
    private final @Nullable Reference methodType;
    private final @Nullable Reference threadType;
    private final @Nullable Reference classType;

    /** A type of constants with the fields that are read of it. */
    private record Reference(long type, Layout layout, List<Long> fieldTypes) {}

    /** @param jvm tells the JVM of this chunk from others */
    Stacks(Chunk chunk, FrameTable table, int jvm) {
        this.metadata = chunk.metadata();
        this.constants = chunk.constants();
        this.table = table;
        this.jvm = jvm;
        this.stackType = reference("jdk.types.StackTrace", "truncated", "frames");
        var stack = metadata.type("jdk.types.StackTrace");
        this.framesAreConstants = stack != null
                && stack.fields().stream().anyMatch(field -> field.name().equals("frames") && field.constant());
        this.frameType = reference("jdk.types.StackFrame", "method", "lineNumber");
        this.methodType = reference("jdk.types.Method", "type", "name");
        this.threadType = reference("java.lang.Thread", "osName", "osThreadId", "javaName", "javaThreadId", "virtual");
        this.classType = reference("java.lang.Class", "name");
    }

    private @Nullable Reference reference(String name, String... fields) {
        var type = metadata.type(name);
        if (type == null) {
            return null;
        }
        var wanted = List.of(fields);
        var fieldTypes = wanted.stream()
                .map(field -> type.fields().stream()
                        .filter(candidate -> candidate.name().equals(field))
                        .map(candidate -> candidate.type())
                        .findFirst()
                        .orElse(-1L))
                .toList();
        try {
            return new Reference(type.id(), Layout.of(metadata, type, wanted), fieldTypes);
        } catch (MalformedChunkException _) {
            return null;
        }
    }

    /** Strings that events of the chunk hold. */
    TextCache texts() {
        return texts;
    }

    /** Those that were asked for. */
    List<Stack> seen() {
        return stacks.values();
    }

    /** Threads that were asked for. */
    List<ThreadRef> seenThreads() {
        return threads.values();
    }

    String group(long index) {
        return groupNames.get((int) index);
    }

    /** The stack with a key, null when the chunk does not hold it. */
    @Nullable Stack stack(long key) {
        var known = stacks.get(key);
        if (known != null || key == 0) {
            return known;
        }
        var in = stackType == null ? null : constants.at(stackType.type, key);
        if (stackType == null || in == null) {
            return null;
        }
        try {
            var values = new long[2];
            stackType.layout.read(in, values);
            in.moveTo(values[1]);
            var made = decode(in, values[0] != 0);
            stacks.put(key, made);
            return made;
        } catch (MalformedChunkException _) {
            return null;
        }
    }

    private Stack decode(Cursor in, boolean truncated) {
        int count = Math.min(in.readCount(), DEEPEST);
        var decoded = new ArrayList<Frame>(Math.min(count, 64));
        var lines = new int[Math.min(count, 64)];
        var values = new long[2];
        var type = frameType;
        for (int i = 0; i < count && type != null; i++) {
            readFrame(type, in, values);
            if (i == lines.length) {
                lines = Arrays.copyOf(lines, lines.length * 2);
            }
            lines[i] = (int) values[1];
            decoded.add(frame(values[0]));
        }
        return new Stack(List.copyOf(decoded), lines, truncated);
    }

    /** JVMs write frames into the stack; the writer of JDK Mission Control refers to constants instead. */
    private void readFrame(Reference type, Cursor in, long[] values) {
        var at = framesAreConstants ? constants.at(type.type, in.readLong()) : in;
        if (at == null) {
            Arrays.fill(values, 0);
        } else {
            type.layout.readWhole(at, values);
        }
    }

    private Frame frame(long method) {
        var known = frames.get(method);
        if (known != null) {
            return known;
        }
        var className = UNKNOWN;
        var name = UNKNOWN;
        var in = methodType == null ? null : constants.at(methodType.type, method);
        if (methodType != null && in != null) {
            var values = new long[2];
            methodType.layout.read(in, values);
            className = className(values[0]);
            name = orUnknown(constants.text(methodType.fieldTypes.get(1), values[1]));
        }
        var frame = named(className, name);
        frames.put(method, frame);
        return frame;
    }

    private Frame named(String className, String method) {
        return framesByName.computeIfAbsent(className + '.' + method, _ -> {
            // A frame that lost its name must not be taken for application code.
            long categories = className.equals(UNKNOWN) ? Category.LIBRARY.bit() : table.categories(className, method);
            return new Frame(className, method, categories);
        });
    }

    /** Name of the class with a key as source code writes it, {@code ?} when the chunk does not hold it. */
    String className(long key) {
        var known = classes.get(key);
        if (known == null) {
            known = Frame.sourceName(orUnknown(jvmName(key)));
            classes.put(key, known);
        }
        return known;
    }

    private @Nullable String jvmName(long key) {
        var in = classType == null ? null : constants.at(classType.type, key);
        if (classType == null || in == null) {
            return null;
        }
        try {
            var values = new long[1];
            classType.layout.read(in, values);
            return constants.text(classType.fieldTypes.getFirst(), values[0]);
        } catch (MalformedChunkException _) {
            return null;
        }
    }

    /** {@code Class.method}, the class without its package, of the method with a key. */
    String methodName(long key) {
        return frame(key).name;
    }

    /** Whether a class, by its name in source code, belongs to the application. */
    boolean application(String className) {
        return !className.endsWith("[]")
                && !className.equals(UNKNOWN)
                && Category.APPLICATION.in(table.categories(className, ""));
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? UNKNOWN : text;
    }

    /** The thread with a key, null when the chunk does not hold it. */
    @Nullable ThreadRef thread(long key) {
        var known = threads.get(key);
        if (known != null || key == 0) {
            return known;
        }
        var in = threadType == null ? null : constants.at(threadType.type, key);
        if (threadType == null || in == null) {
            return null;
        }
        try {
            var made = decodeThread(threadType, in);
            threads.put(key, made);
            return made;
        } catch (MalformedChunkException _) {
            return null;
        }
    }

    private ThreadRef decodeThread(Reference type, Cursor in) {
        var values = new long[5];
        type.layout.read(in, values);
        var osName = string(in, values[0]);
        var javaName = string(in, values[2]);
        var name = javaName.isEmpty() ? osName : javaName;
        if (name.isEmpty()) {
            name = "(unnamed)";
        }
        long id = values[3] > 0 ? values[3] : -values[1] - 1;
        var group = ThreadRef.pattern(name);
        int index = groups.computeIfAbsent(group, added -> {
            groupNames.add(added);
            return groupNames.size() - 1;
        });
        return new ThreadRef(((long) jvm << 40) ^ id, name, group, index, values[4] != 0);
    }

    private String string(Cursor in, long position) {
        if (position == 0) {
            return "";
        }
        in.moveTo(position);
        var text = in.readString(constants);
        return text == null ? "" : text;
    }
}
