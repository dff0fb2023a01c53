import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two instances over one PostgreSQL, one of which is killed while it works: {@code Instances CASES WORK-DIRECTORY SAMPLE...}, with the
 * JDBC address of an empty database in the environment variable ADVISOR_DATABASE_URL. All cases have to be read in the end, and it says
 * how long those took that the dead instance had taken up.
 */
final class Instances {

    public static void main(String[] args) throws Exception {
        int cases = Integer.parseInt(args[0]);
        var data = Files.createDirectories(Path.of(args[1]).resolve("data"));
        var sample = Files.readAllBytes(Path.of(args[2]));
        var url = System.getenv("ADVISOR_DATABASE_URL");
        var options = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dadvisor.database.url=" + url, "-Dadvisor.analysis.backlog=100000");
        try (var one = Service.start(data, options); var other = Service.start(data, options)) {
            var hrefs = new ArrayList<String>();
            for (int i = 0; i < cases; i++) {
                var service = i % 2 == 0 ? one : other;
                var href = service.json("POST", "/api/v1/cases", "{}").headers().firstValue("Location").orElseThrow();
                var body = Arrays.copyOf(sample, sample.length + 1);
                body[sample.length] = (byte) i;
                service.put(href + "/artifacts/a", body);
                hrefs.add(href);
            }
            var held = heldBy(url, one.process().pid());
            for (int i = 0; i < 1000 && held.isEmpty(); i++) {
                Thread.sleep(10);
                held = heldBy(url, one.process().pid());
            }
            one.kill();
            long killed = System.nanoTime();
            System.out.printf("killed one of two; %d cases were pending, %d of them in its hands%n", pending(other, hrefs).size(), held.size());
            double revived = 0;
            var open = pending(other, hrefs);
            while (!open.isEmpty() && System.nanoTime() - killed < 600_000_000_000L) {
                Thread.sleep(100);
                var still = pending(other, open);
                for (var href : open) {
                    if (!still.contains(href) && held.stream().anyMatch(job -> href.endsWith(job.replaceFirst("\\..*", "")))) {
                        revived = (System.nanoTime() - killed) / 1e9;
                    }
                }
                open = still;
            }
            System.out.printf("not read in the end: %d of %d; those that the dead instance held were done %.1f s after its death, all after"
                    + " %.1f s%n", open.size(), cases, revived, (System.nanoTime() - killed) / 1e9);
            System.exit(open.isEmpty() ? 0 : 1);
        }
    }

    private static List<String> pending(Service service, List<String> hrefs) throws Exception {
        var pending = new ArrayList<String>();
        for (var href : hrefs) {
            if (service.get(href + "/analysis").body().contains("pending")) {
                pending.add(href);
            }
        }
        return pending;
    }

    private static List<String> heldBy(String url, long pid) throws Exception {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.prepareStatement(
                        "select task_instance from scheduled_tasks where task_name = 'analysis' and picked and picked_by like ?")) {
            statement.setString(1, "%:" + pid);
            var held = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getString(1));
                }
            }
            return held;
        }
    }
}
