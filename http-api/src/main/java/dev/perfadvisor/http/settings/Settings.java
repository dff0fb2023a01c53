package dev.perfadvisor.http.settings;

import dev.perfadvisor.engine.store.Quota;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What can be set, under {@code advisor}.
 *
 * @param data directory for artifacts and the database file; by default below {@code $XDG_DATA_HOME}
 * @param retention how long a case is kept after its last change; 0 keeps all
 */
@ConfigurationProperties("advisor")
public record Settings(
        @Nullable Path data,
        @DefaultValue Database database,
        @DefaultValue Bucket bucket,
        @DefaultValue Uploads upload,
        @DefaultValue Analysis analysis,
        @DefaultValue Access access,
        @DefaultValue Rules rules,
        @DefaultValue("0") Duration retention) {

    /**
     * What is judged by.
     *
     * @param packs directories of rules of one's own; later ones replace rules of the same id
     */
    public record Rules(@DefaultValue("") List<Path> packs) {}

    /**
     * Where cases are kept.
     *
     * @param url JDBC address of a PostgreSQL; empty for a file in the data directory
     * @param connections most at the same time
     */
    public record Database(
            @DefaultValue("") String url,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("16") int connections) {}

    /**
     * Where artifacts are kept when not in the data directory; who may is told as the AWS SDK wants it.
     *
     * @param name of a bucket of S3, or of a store that speaks as S3 does; empty for the data directory
     * @param prefix of the keys of all contents
     * @param region of the bucket
     * @param endpoint address of a store that is not Amazon's; its buckets are part of the path
     */
    public record Bucket(
            @DefaultValue("") String name,
            @DefaultValue("advisor/") String prefix,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("") String endpoint) {}

    /**
     * What one owner may hand in.
     *
     * @param most bytes of one artifact
     * @param quota bytes of all artifacts of an owner
     * @param artifacts most in one case
     * @param atOnce most uploads of an owner that are not whole yet
     * @param slowest bytes a second that an upload must bring on average
     * @param grace after which the average counts
     */
    public record Uploads(
            @DefaultValue("10GB") DataSize most,
            @DefaultValue("100GB") DataSize quota,
            @DefaultValue("1000") int artifacts,
            @DefaultValue("16") int atOnce,
            @DefaultValue("1KB") DataSize slowest,
            @DefaultValue("30s") Duration grace) {

        public Quota limits() {
            return new Quota(quota.toBytes(), artifacts, atOnce);
        }
    }

    /**
     * How evidence is read.
     *
     * @param isolated in a process of its own, which a bad file can not take the service down with
     * @param heap of that process
     * @param longest that reading may take
     * @param silence without progress after which it counts as hanging
     * @param atOnce cases read at the same time by one instance
     * @param backlog cases of all owners that may wait to be read; more evidence is not taken until there are fewer
     * @param heartbeat how often an instance says that it still works on a case; one that missed four is taken for dead
     */
    public record Analysis(
            @DefaultValue("true") boolean isolated,
            @DefaultValue("1GB") DataSize heap,
            @DefaultValue("15m") Duration longest,
            @DefaultValue("60s") Duration silence,
            @DefaultValue("2") int atOnce,
            @DefaultValue("200") int backlog,
            @DefaultValue("10s") Duration heartbeat) {}

    /**
     * Who may call, and how often.
     *
     * @param keys whether every caller has to have a key; always so when the server listens beyond this machine
     * @param rate requests a second that one owner may send for long
     * @param burst requests that one owner may send at once
     */
    public record Access(
            @DefaultValue("false") boolean keys,
            @DefaultValue("200") int rate,
            @DefaultValue("400") int burst) {}
}
