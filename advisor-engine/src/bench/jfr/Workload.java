import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * Writes a recording of about the size asked for: java Workload.java MEGABYTES FILE. The program under it does a bit of
 * everything that recordings are about (allocation, locks, files, sockets, exceptions, deep and varied stacks), and the
 * events are recorded without thresholds, so that there are as many small ones as a busy service writes in hours.
 */
public final class Workload {

    private static final int THREADS = 8;

    /** Different ways through the program: with the operations at their ends, some thousand different stacks. */
    private static final int ROUTES = 200;

    private static final List<String> WITHOUT_THRESHOLD = List.of(
            "jdk.JavaMonitorEnter",
            "jdk.JavaMonitorWait",
            "jdk.ThreadPark",
            "jdk.ThreadSleep",
            "jdk.FileRead",
            "jdk.FileWrite",
            "jdk.SocketRead",
            "jdk.SocketWrite",
            "jdk.ObjectAllocationInNewTLAB",
            "jdk.ObjectAllocationOutsideTLAB",
            "jdk.JavaExceptionThrow",
            "jdk.ClassLoad",
            "jdk.Compilation",
            "jdk.GCPhaseParallel",
            "jdk.SafepointBegin",
            "jdk.SafepointEnd",
            "jdk.ExecuteVMOperation");

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Object MONITOR = new Object();
    private static volatile boolean running = true;
    private static volatile Object sink;

    private final SplittableRandom random;
    private final RandomAccessFile file;
    private final Socket socket;
    private final byte[] small = new byte[16];
    private final List<byte[]> kept = new ArrayList<>();

    private Workload(int seed, Path directory, int port) throws IOException {
        this.random = new SplittableRandom(seed);
        this.file = new RandomAccessFile(directory.resolve("data-" + seed).toFile(), "rw");
        this.file.write(new byte[1 << 16]);
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.socket.setTcpNoDelay(true);
    }

    public static void main(String[] args) throws Exception {
        long target = Long.parseLong(args[0]) * 1_000_000;
        var directory = Files.createTempDirectory("workload");
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var recording = new Recording(Configuration.getConfiguration("profile"))) {
            WITHOUT_THRESHOLD.forEach(event -> recording.enable(event)
                    .withThreshold(Duration.ZERO)
                    .withStackTrace()
                    .with("throttle", "off"));
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(1));
            recording.setToDisk(true);
            recording.start();
            Thread.ofPlatform().daemon().name("echo-server").start(() -> serve(server));
            for (int i = 0; i < THREADS; i++) {
                var worker = new Workload(i, directory, server.getLocalPort());
                Thread.ofPlatform().daemon().name("http-worker-" + i).start(worker::run);
            }
            while (recording.getSize() < target) {
                Thread.sleep(20);
            }
            running = false;
            recording.stop();
            recording.dump(Path.of(args[1]));
        } finally {
            try (var files = Files.list(directory)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
        System.exit(0);
    }

    private static void serve(ServerSocket server) {
        try {
            while (true) {
                var client = server.accept();
                Thread.ofPlatform().daemon().name("echo-" + client.getPort()).start(() -> echo(client));
            }
        } catch (IOException _) {
            // the program ends
        }
    }

    private static void echo(Socket client) {
        var buffer = new byte[64];
        try (client) {
            for (int n = client.getInputStream().read(buffer); n > 0; n = client.getInputStream().read(buffer)) {
                client.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException _) {
            // the program ends
        }
    }

    private void run() {
        try {
            while (running) {
                int route = random.nextInt(ROUTES);
                descend(3 + route % 21, route * 0x9E3779B9);
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }

    /** A stack as deep and as varied as those of frameworks: each level takes one of several ways down. */
    private void descend(int depth, int path) throws IOException {
        if (depth == 0) {
            work();
            return;
        }
        switch (Math.floorMod(path, 5)) {
            case 0 -> filter(depth - 1, path / 5);
            case 1 -> intercept(depth - 1, path / 5);
            case 2 -> invoke(depth - 1, path / 5);
            default -> descend(depth - 1, path / 3);
        }
    }

    private void filter(int depth, int path) throws IOException {
        descend(depth, path ^ 7);
    }

    private void intercept(int depth, int path) throws IOException {
        descend(depth, path + 11);
    }

    private void invoke(int depth, int path) throws IOException {
        descend(depth, -path);
    }

    private void work() throws IOException {
        for (int i = 0; i < 50; i++) {
            operate(random.nextInt(100));
        }
    }

    private void operate(int choice) throws IOException {
        switch (choice / 4) {
            case 0, 1 -> allocate();
            case 2 -> {
                synchronized (MONITOR) {
                    sink = Integer.toString(random.nextInt());
                }
            }
            case 3 -> {
                if (random.nextInt(50) == 0) {
                    LOCK.lock();
                    try {
                        sink = random.nextLong();
                    } finally {
                        LOCK.unlock();
                    }
                }
            }
            case 4, 5, 6, 7, 8, 9 -> {
                file.seek(random.nextInt(1 << 15));
                file.read(small);
            }
            case 10, 11, 12 -> {
                file.seek(random.nextInt(1 << 15));
                file.write(small);
            }
            case 13 -> {
                socket.getOutputStream().write(random.nextInt(128));
                socket.getInputStream().read();
            }
            case 14, 15 -> fail();
            case 16 -> {
                LockSupport.unpark(Thread.currentThread());
                LockSupport.park(this);
            }
            default -> compute();
        }
    }

    private void allocate() {
        if (kept.size() > 2_000) {
            kept.clear();
        }
        kept.add(new byte[random.nextInt(100, 6_000)]);
        sink = new ArrayList<>(List.of(random.nextInt(), random.nextLong(), "text " + random.nextInt(100)));
    }

    private void fail() {
        try {
            throw new IllegalStateException("refused");
        } catch (IllegalStateException e) {
            sink = e;
        }
    }

    private void compute() {
        double sum = 0;
        for (int i = 1; i < 2_000; i++) {
            sum += Math.sqrt(i * random.nextDouble());
        }
        sink = sum;
    }
}
