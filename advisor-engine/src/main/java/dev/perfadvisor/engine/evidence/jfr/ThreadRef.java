package dev.perfadvisor.engine.evidence.jfr;

/**
 * A thread of a JVM.
 *
 * @param key tells it from all other threads of all JVMs in the recording
 * @param group its name with digits as {@code #}
 * @param groupIndex of the group in its chunk
 * @param virtual whether it is a virtual thread
 */
record ThreadRef(long key, String name, String group, int groupIndex, boolean virtual) {

    /** {@code http-nio-8080-exec-7} is {@code http-nio-#-exec-#}. */
    static String pattern(String name) {
        var pattern = new StringBuilder(name.length());
        boolean digits = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit) {
                pattern.append(c);
            } else if (!digits) {
                pattern.append('#');
            }
            digits = digit;
        }
        return pattern.toString();
    }
}
