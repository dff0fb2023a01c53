package dev.perfadvisor.engine.evidence.slowquery;

import java.nio.charset.StandardCharsets;

/** Reads a string of JSON in bytes, without the document around it. */
final class JsonString {

    private JsonString() {}

    /** Appends the string whose opening quote is at {@code from}, and tells where it ends: after its closing quote. */
    static int read(byte[] text, int from, int to, ByteText into) {
        int at = from + 1;
        int plain = at;
        while (at < to && text[at] != '"') {
            if (text[at] == '\\') {
                into.append(text, plain, at);
                at = escape(text, at + 1, to, into);
                plain = at;
            } else {
                at++;
            }
        }
        into.append(text, plain, Math.min(at, to));
        return Math.min(to, at + 1);
    }

    private static int escape(byte[] text, int at, int to, ByteText into) {
        int c = at < to ? text[at] : 0;
        switch (c) {
            case 'n' -> into.append('\n');
            case 't' -> into.append('\t');
            case 'r', 0 -> {}
            case 'b', 'f' -> into.append(' ');
            case 'u' -> {
                letter(text, at + 1, to, into);
                return Math.min(to, at + 5);
            }
            default -> into.append(c);
        }
        return Math.min(to, at + 1);
    }

    private static void letter(byte[] text, int from, int to, ByteText into) {
        int code = 0;
        for (int i = from; i < Math.min(to, from + 4); i++) {
            code = code * 16 + Math.max(0, Character.digit(text[i], 16));
        }
        byte[] letter = Character.toString(code).getBytes(StandardCharsets.UTF_8);
        into.append(letter, 0, letter.length);
    }
}
