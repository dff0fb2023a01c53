package dev.perfadvisor.engine.loadgen;

import java.util.regex.Pattern;

/** What must not be written into a script that is mailed and committed. */
final class Secrets {

    static final String MASKED = "REPLACE_ME";

    private static final String NAMES =
            "[\\w.-]*(?:passw|secret|token|api[_-]?key|authori[sz]|cookie|session|csrf|credential|signature)[\\w.-]*";

    private static final Pattern NAME = Pattern.compile(NAMES, Pattern.CASE_INSENSITIVE);

    /** {@code "password": "x"} in JSON, {@code password=x} in queries and forms. */
    private static final Pattern JSON = Pattern.compile(
            "(\"" + NAMES + "\"\\s*:\\s*)(\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s,}\\]]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern FORM =
            Pattern.compile("((?:^|[?&])" + NAMES + "=)[^&#\\s]*", Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    static boolean isSecret(String name) {
        return NAME.matcher(name).matches();
    }

    static String masked(String text) {
        return FORM.matcher(JSON.matcher(text).replaceAll("$1\"" + MASKED + "\""))
                .replaceAll("$1" + MASKED);
    }
}
