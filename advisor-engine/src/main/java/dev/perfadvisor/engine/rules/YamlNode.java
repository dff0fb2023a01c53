package dev.perfadvisor.engine.rules;

import java.util.List;
import java.util.Map;

/** What stands in a YAML file, with the place where it begins. */
sealed interface YamlNode {

    Mark mark();

    /** A place in a file: line and column, counted from 1. */
    record Mark(int line, int column) {

        static final Mark START = new Mark(1, 1);
    }

    /** One value, as it is written without quotes, and what it is. */
    record Scalar(Mark mark, Kind kind, String text) implements YamlNode {}

    record Items(Mark mark, List<YamlNode> items) implements YamlNode {}

    /**
     * Values by key, in order.
     *
     * @param twice keys that are given more than once; the last value counts
     */
    record Mapping(Mark mark, Map<String, YamlNode> values, List<String> twice) implements YamlNode {}

    /** What a scalar is by the rules of YAML 1.2. */
    enum Kind {
        NOTHING('0'),
        TRUTH('b'),
        WHOLE('i'),
        NUMBER('f'),
        TEXT('s');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }

        /** What stands for it in a {@link RulePack}. */
        char sign() {
            return sign;
        }
    }
}
