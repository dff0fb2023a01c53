package dev.perfadvisor.engine.evidence.jfr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmc.flightrecorder.writer.api.Recording;
import org.openjdk.jmc.flightrecorder.writer.api.Recordings;
import org.openjdk.jmc.flightrecorder.writer.api.Type;
import org.openjdk.jmc.flightrecorder.writer.api.TypeStructureBuilder;
import org.openjdk.jmc.flightrecorder.writer.api.TypedValue;
import org.openjdk.jmc.flightrecorder.writer.api.TypedValueBuilder;
import org.openjdk.jmc.flightrecorder.writer.api.Types;

/**
 * A small recording (some kB) with events that a machine can not be brought to write at will, or not quickly: a container
 * at its limit, agents, secrets on a command line. Written by JDK Mission Control's writer, so that neither our reader
 * nor this class decides what is right.
 *
 * <p>Field values are numbers, switches, texts, times, durations (in ticks of a nanosecond), a thread as {@link OfThread}, a class
 * as {@link OfClass}, a method as {@link OfMethod}, and frames as a list of {@code package.Class.method}.
 */
final class WrittenRecording {

    /** When the first event happens that is told no other time. */
    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Type> types = new HashMap<>();
    private final Recording recording;

    /** A thread, by its name. */
    record OfThread(String name) {}

    /** A class, by its name with package. */
    record OfClass(String name) {}

    /** A method, as {@code package.Class.method}. */
    record OfMethod(String name) {}

    WrittenRecording() {
        recording = Recordings.newRecording(
                bytes,
                settings -> settings.withJdkTypeInitialization()
                        .withTimestamp(nanos(START))
                        .withStartTicks(nanos(START))
                        .withDuration(Duration.ofMinutes(10).toNanos()));
    }

    /** Adds an event that happens {@code at} after the start. All events of a type have the same fields. */
    WrittenRecording event(String name, Duration at, Map<String, ?> fields) {
        var type = types.computeIfAbsent(
                name, _ -> recording.registerEventType(name, builder -> declare(builder, fields)));
        recording.writeEvent(type.asValue(event -> {
            event.putField("startTime", nanos(START) + at.toNanos());
            fields.forEach((field, value) -> put(event, field, value));
            for (var needed : List.of("eventThread", "stackTrace")) {
                if (!fields.containsKey(needed)) {
                    put(event, needed, needed.equals("stackTrace") ? List.of() : new OfThread("main"));
                }
            }
        }));
        return this;
    }

    byte[] bytes() {
        try {
            recording.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void declare(TypeStructureBuilder type, Map<String, ?> fields) {
        fields.forEach((name, value) -> {
            if (!name.equals("eventThread") && !name.equals("stackTrace")) {
                declare(type, name, value);
            }
        });
    }

    private void declare(TypeStructureBuilder type, String name, Object value) {
        switch (value) {
            case Duration _ ->
                type.addField(
                        name,
                        Types.Builtin.LONG,
                        field -> field.addAnnotation(recording.getType(Types.JDK.ANNOTATION_TIMESPAN), "TICKS"));
            case Instant _ ->
                type.addField(
                        name,
                        Types.Builtin.LONG,
                        field -> field.addAnnotation(
                                recording.getType(Types.JDK.ANNOTATION_TIMESTAMP), "MILLISECONDS_SINCE_EPOCH"));
            case Long _ -> type.addField(name, Types.Builtin.LONG);
            case Integer _ -> type.addField(name, Types.Builtin.INT);
            case Double _ -> type.addField(name, Types.Builtin.DOUBLE);
            case Float _ -> type.addField(name, Types.Builtin.FLOAT);
            case Boolean _ -> type.addField(name, Types.Builtin.BOOLEAN);
            case String _ -> type.addField(name, Types.Builtin.STRING);
            case OfThread _ -> type.addField(name, recording.getType(Types.JDK.THREAD));
            case OfClass _ -> type.addField(name, recording.getType(Types.JDK.CLASS));
            case OfMethod _ -> type.addField(name, recording.getType(Types.JDK.METHOD));
            default -> throw new IllegalArgumentException(name + " is a " + value.getClass());
        }
    }

    private static void put(TypedValueBuilder event, String name, Object value) {
        switch (value) {
            case Duration length -> event.putField(name, length.toNanos());
            case Instant time -> event.putField(name, time.toEpochMilli());
            case Long number -> event.putField(name, number);
            case Integer number -> event.putField(name, number);
            case Double number -> event.putField(name, number);
            case Float number -> event.putField(name, number);
            case Boolean flag -> event.putField(name, flag);
            case String text -> event.putField(name, text);
            case OfThread thread ->
                event.putField(
                        name,
                        known -> known.putField("javaName", thread.name)
                                .putField("osName", thread.name)
                                .putField("javaThreadId", (long) thread.name.hashCode()));
            case OfClass type -> event.putField(name, known -> known.putField("name", text -> symbol(text, type.name)));
            case OfMethod method -> event.putField(name, known -> method(known, method.name));
            case List<?> frames -> event.putField(name, stack -> stack(stack, frames));
            default -> throw new IllegalArgumentException(name + " is a " + value.getClass());
        }
    }

    private static void stack(TypedValueBuilder stack, List<?> frames) {
        stack.putField("truncated", false);
        var values = stack.getType().getField("frames").getType();
        stack.putField(
                "frames",
                frames.stream()
                        .map(frame -> values.asValue(value -> frame(value, (String) frame)))
                        .toArray(TypedValue[]::new));
    }

    private static void frame(TypedValueBuilder frame, String name) {
        frame.putField("lineNumber", 1)
                .putField("bytecodeIndex", 1)
                .putField("type", type -> type.putField("description", "JIT compiled"))
                .putField("method", method -> method(method, name));
    }

    private static void method(TypedValueBuilder method, String name) {
        int dot = name.lastIndexOf('.');
        method.putField("type", type -> type.putField("name", text -> symbol(text, name.substring(0, dot))))
                .putField("name", text -> symbol(text, name.substring(dot + 1)))
                .putField("descriptor", text -> symbol(text, "()V"));
    }

    private static void symbol(TypedValueBuilder symbol, String text) {
        symbol.putField("string", text.replace('.', '/'));
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }
}
