package dev.perfadvisor.engine.evidence;

/** The kinds of evidence that the advisor reads: the one list of them. */
public enum EvidenceKind {
    /** Java Flight Recorder recordings. */
    JFR("jfr", "JFR recording"),
    /** Logs in which a database writes down its slow statements. */
    SLOW_QUERY("sql", "slow query log"),
    /** Results of a load generator. */
    LOAD_TEST("load", "load-test result"),
    /** Facts written by an earlier run. */
    STORED("facts", "file of facts");

    private final String id;
    private final String title;

    EvidenceKind(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** Short name; also the name under which rules see its facts. */
    public String id() {
        return id;
    }

    /** What users call it. */
    public String title() {
        return title;
    }
}
