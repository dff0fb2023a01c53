package dev.perfadvisor.engine.diagnosis;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Texts by number, one after the other in a single array: ready to use as it was written, without a string of each. */
final class TextTable {

    private final byte[] letters;
    private final int[] ends;

    private TextTable(byte[] letters, int[] ends) {
        this.letters = letters;
        this.ends = ends;
    }

    static TextTable of(List<String> texts) {
        var bytes = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        var letters = new byte[bytes.stream().mapToInt(text -> text.length).sum()];
        var ends = new int[bytes.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            var text = bytes.get(i);
            System.arraycopy(text, 0, letters, end, text.length);
            end += text.length;
            ends[i] = end;
        }
        return new TextTable(letters, ends);
    }

    int size() {
        return ends.length;
    }

    String get(int number) {
        int start = start(number);
        return new String(letters, start, ends[number] - start, StandardCharsets.UTF_8);
    }

    /** The number of a text, where all are in the order of their bytes; negative when it is none of them. */
    int find(String text) {
        var wanted = text.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = ends.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(letters, start(middle), ends[middle], wanted, 0, wanted.length);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    void write(DataOutputStream out) throws IOException {
        NumberLists.writeNumbers(ends, out);
        out.write(letters);
    }

    static TextTable read(DataInputStream in) throws IOException {
        var ends = NumberLists.readNumbers(in);
        return new TextTable(in.readNBytes(NumberLists.last(ends)), ends);
    }
}
