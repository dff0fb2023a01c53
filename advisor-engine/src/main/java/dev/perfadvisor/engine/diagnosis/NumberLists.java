package dev.perfadvisor.engine.diagnosis;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Lists of numbers that rise, as the steps from one to the next: a step below 128 is a byte, as most are. A list is taken
 * out when it is asked for.
 */
final class NumberLists {

    private static final int MORE = 0x80;

    private final byte[] steps;
    private final int[] ends;

    private NumberLists(byte[] steps, int[] ends) {
        this.steps = steps;
        this.ends = ends;
    }

    static NumberLists of(List<int[]> lists) {
        var steps = new ByteArrayOutputStream();
        var ends = new int[lists.size()];
        for (int i = 0; i < ends.length; i++) {
            int before = 0;
            for (int number : lists.get(i)) {
                step(number - before, steps);
                before = number;
            }
            ends[i] = steps.size();
        }
        return new NumberLists(steps.toByteArray(), ends);
    }

    /** Seven bits a byte, the lowest first. */
    private static void step(int step, ByteArrayOutputStream to) {
        int left = step;
        while (left >= MORE) {
            to.write(left | MORE);
            left >>>= 7;
        }
        to.write(left);
    }

    int[] get(int list) {
        int start = list == 0 ? 0 : ends[list - 1];
        int count = 0;
        for (int at = start; at < ends[list]; at++) {
            count += steps[at] >= 0 ? 1 : 0;
        }
        var numbers = new int[count];
        int at = start;
        int before = 0;
        for (int i = 0; i < count; i++) {
            int step = 0;
            int shift = 0;
            while (steps[at] < 0) {
                step |= (steps[at++] & MORE - 1) << shift;
                shift += 7;
            }
            before += step | steps[at++] << shift;
            numbers[i] = before;
        }
        return numbers;
    }

    void write(DataOutputStream out) throws IOException {
        writeNumbers(ends, out);
        out.write(steps);
    }

    static NumberLists read(DataInputStream in) throws IOException {
        var ends = readNumbers(in);
        return new NumberLists(in.readNBytes(last(ends)), ends);
    }

    static void writeNumbers(int[] numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.length);
        var bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
        bytes.asIntBuffer().put(numbers);
        out.write(bytes.array());
    }

    static int[] readNumbers(DataInputStream in) throws IOException {
        var numbers = new int[in.readInt()];
        ByteBuffer.wrap(in.readNBytes(Integer.BYTES * numbers.length))
                .asIntBuffer()
                .get(numbers);
        return numbers;
    }

    /** Where the last one ends, which is how long all are. */
    static int last(int[] ends) {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }
}
