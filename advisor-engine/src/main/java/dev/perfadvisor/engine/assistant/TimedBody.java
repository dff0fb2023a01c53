package dev.perfadvisor.engine.assistant;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A body that ends when it takes too long, whether anything comes or not, and says why it ends. */
final class TimedBody extends FilterInputStream {

    private final Thread watch;
    private volatile boolean late;

    TimedBody(InputStream in, Duration patience) {
        super(in);
        watch = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(patience);
                late = true;
                in.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                // It is at its end in another way.
            }
        });
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            int read = in.read(bytes, offset, length);
            if (late) {
                throw new Wire.BrokenException(Fault.Kind.TIME_OUT, "no answer in time");
            }
            return read;
        } catch (IOException e) {
            // Parsers would take it for something that they can not read.
            throw new Wire.BrokenException(
                    late ? Fault.Kind.TIME_OUT : Fault.Kind.BROKEN_OFF, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        super.close();
    }
}
