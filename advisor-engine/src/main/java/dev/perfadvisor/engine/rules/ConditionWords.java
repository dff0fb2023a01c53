package dev.perfadvisor.engine.rules;

import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.Figures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Conditions in words, for those who read rules and plans: {@code s.runs.share > 0.4} is "runs.share is over 40 %". Facts
 * keep the names that they are cited by; figures have the unit of the fact that they are held against.
 */
final class ConditionWords {

    /** Without macros, so that {@code list.all(x, ...)} stays as it was written. */
    private static final Lazy<CelParser> PARSER =
            new Lazy<>(() -> CelParserFactory.standardCelParserBuilder().build());

    private static final String AND = "_&&_";
    private static final String OR = "_||_";
    private static final String NOT = "!_";
    private static final String INDEX = "_[_]";

    /** {@code 30ms}: a figure and its unit. */
    private static final Pattern DURATION = Pattern.compile("([0-9.]+)([a-z]+)");

    private static final Map<String, String> COMPARISONS = Map.of(
            "_>_", "is over",
            "_>=_", "is at least",
            "_<_", "is below",
            "_<=_", "is at most",
            "_==_", "is",
            "_!=_", "is not");

    private static final Map<String, String> ARITHMETIC =
            Map.of("_+_", "+", "_-_", "-", "_*_", "*", "_/_", "/", "_%_", "%");

    private static final Map<String, String> TESTS = Map.of(
            "contains", "contains",
            "startsWith", "begins with",
            "endsWith", "ends with",
            "matches", "fits the pattern");

    /** What only says how a value is to be read. */
    private static final Set<String> READINGS = Set.of("seconds", "double", "int");

    private final Map<String, Band> bands;

    /** Names of elements of lists, which are left out: what is said is said of one of them. */
    private final Set<String> elements = new HashSet<>();

    private ConditionWords(Map<String, Band> bands, String element) {
        this.bands = bands;
        if (!element.isEmpty()) {
            elements.add(element);
        }
    }

    /**
     * The parts of a condition that all have to hold, each in words; one that there are no words for stays as it was written.
     *
     * @param condition in CEL
     * @param bands the decision table, whose limits are said as figures
     * @param element what the condition calls the one that it looks at; empty when it looks at all facts
     */
    static List<String> parts(String condition, Map<String, Band> bands, String element) {
        try {
            var words = new ConditionWords(bands, element);
            return operands(AND, PARSER.get().parse(condition).getAst().getExpr()).stream()
                    .map(words::of)
                    .toList();
        } catch (CelValidationException | UnsupportedOperationException _) {
            // What is wrong with it is said where it is checked; CEL has more than there are words for.
            return List.of(condition);
        }
    }

    /** A value in the unit of what an expression comes to, as far as its names say it. */
    static String figure(String expression, double value) {
        try {
            return Figures.words(
                    value, unit(PARSER.get().parse(expression).getAst().getExpr()));
        } catch (CelValidationException _) {
            return Figures.plain(value);
        }
    }

    /** The operands of a chain of the same operator: CEL makes pairs of pairs of them. */
    private static List<CelExpr> operands(String operator, CelExpr expression) {
        if (!isCall(expression, operator)) {
            return List.of(expression);
        }
        return expression.call().args().stream()
                .flatMap(side -> operands(operator, side).stream())
                .toList();
    }

    private static boolean isCall(CelExpr expression, String function) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CALL
                && expression.call().function().equals(function);
    }

    private String of(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> constant(expression.constant(), "");
            case IDENT ->
                elements.contains(expression.ident().name())
                        ? "it"
                        : expression.ident().name();
            case SELECT -> select(expression);
            case LIST ->
                String.join(
                        ", ",
                        expression.list().elements().stream().map(this::of).toList());
            case CALL -> call(expression.call());
            case MAP, STRUCT, COMPREHENSION, NOT_SET ->
                throw new UnsupportedOperationException("No words for " + expression.getKind());
        };
    }

    private String select(CelExpr expression) {
        var of = expression.select().operand();
        var field = expression.select().field();
        var limit = limit(of, field);
        if (limit != null) {
            return limit;
        }
        return of.getKind() == CelExpr.ExprKind.Kind.IDENT
                        && elements.contains(of.ident().name())
                ? field
                : of(of) + "." + field;
    }

    /** {@code bands['latency.p99'].acceptable} is "1 s"; null for what is no limit of the decision table. */
    private @Nullable String limit(CelExpr row, String field) {
        if (!isCall(row, INDEX) || !of(row.call().args().getFirst()).equals("bands")) {
            return null;
        }
        var band = bands.get(row.call().args().get(1).constant().stringValue());
        if (band == null) {
            return null;
        }
        double value = switch (field) {
            case "good" -> band.good();
            case "acceptable" -> band.acceptable();
            default -> band.poor();
        };
        return Figures.words(value, band.unit()) + " (" + field + ")";
    }

    private String call(CelCall call) {
        var function = call.function();
        var args = call.args();
        if (function.equals(AND)) {
            return joined(", and ", AND, call);
        }
        if (function.equals(OR)) {
            return "either " + joined(", or ", OR, call);
        }
        if (function.equals(NOT)) {
            return not(args.getFirst());
        }
        if (COMPARISONS.containsKey(function)) {
            return comparison(function, args.getFirst(), args.get(1));
        }
        if (ARITHMETIC.containsKey(function)) {
            var right = operand(args.get(1));
            boolean product = isCall(args.get(1), "_*_") || isCall(args.get(1), "_/_") || isCall(args.get(1), "_%_");
            return operand(args.getFirst()) + " " + ARITHMETIC.get(function) + " "
                    + (product ? "(" + right + ")" : right);
        }
        if (READINGS.contains(function)) {
            return of(args.getFirst());
        }
        return switch (function) {
            case INDEX -> of(args.getFirst()) + "." + of(args.get(1));
            case "@in" -> in(args.getFirst(), args.get(1), "has ", "is one of ");
            case "_?_:_" -> of(args.get(1)) + " if " + of(args.getFirst()) + ", else " + of(args.get(2));
            case "-_" -> "-" + of(args.getFirst());
            case "duration" -> DURATION.matcher(of(args.getFirst())).replaceAll("$1 $2");
            default -> member(call);
        };
    }

    private String member(CelCall call) {
        var target = call.target().orElseThrow(() -> new UnsupportedOperationException(call.function()));
        var args = call.args();
        var function = call.function();
        if (TESTS.containsKey(function)) {
            return of(target) + " " + TESTS.get(function) + " " + of(args.getFirst());
        }
        return switch (function) {
            case "size" -> "the number of " + of(target);
            case "all" -> "for each of " + of(target) + " " + inside(args);
            case "exists" -> "for one of " + of(target) + " at least " + inside(args);
            default -> throw new UnsupportedOperationException(function);
        };
    }

    private String inside(List<CelExpr> args) {
        var name = args.getFirst().ident().name();
        boolean isNew = elements.add(name);
        var words = of(args.get(1));
        if (isNew) {
            elements.remove(name);
        }
        return words;
    }

    private String not(CelExpr what) {
        if (isCall(what, "@in")) {
            return in(what.call().args().getFirst(), what.call().args().get(1), "does not have ", "is none of ");
        }
        if (isCall(what, "exists")) {
            return "for none of " + of(what.call().target().orElseThrow()) + " "
                    + inside(what.call().args());
        }
        return "not " + operand(what);
    }

    private String in(CelExpr one, CelExpr all, String has, String isOneOf) {
        return all.getKind() == CelExpr.ExprKind.Kind.LIST
                ? of(one) + " " + isOneOf + of(all)
                : of(all) + " " + has + of(one);
    }

    private String joined(String word, String operator, CelCall call) {
        var all = new ArrayList<String>();
        for (var side : call.args()) {
            operands(operator, side).forEach(part -> all.add(operand(part)));
        }
        return String.join(word, all);
    }

    /** In brackets where it would not be clear what belongs together. */
    private String operand(CelExpr expression) {
        boolean several = isCall(expression, AND)
                || isCall(expression, OR)
                || isCall(expression, "_?_:_")
                || (expression.getKind() == CelExpr.ExprKind.Kind.CALL
                        && ("_+_".equals(expression.call().function())
                                || "_-_".equals(expression.call().function())));
        return several ? "(" + of(expression) + ")" : of(expression);
    }

    private String comparison(String operator, CelExpr left, CelExpr right) {
        var words = COMPARISONS.get(operator);
        if (isText(right, "")) {
            return of(left) + ("_==_".equals(operator) ? " is empty" : " is not empty");
        }
        if (right.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
            return of(left) + " " + words + " " + constant(right.constant(), unit(left));
        }
        return of(left) + " " + words + " " + of(right);
    }

    private static boolean isText(CelExpr expression, String text) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
                && expression.constant().stringValue().equals(text);
    }

    /** The unit of the fact that a figure is held against; empty where it is not a fact alone. */
    private static String unit(CelExpr left) {
        if (isCall(left, "seconds")) {
            return "s";
        }
        if (isCall(left, "double") || isCall(left, "int")) {
            return unit(left.call().args().getFirst());
        }
        if (isCall(left, INDEX) && left.call().args().getFirst().getKind() == CelExpr.ExprKind.Kind.SELECT) {
            // One of {@code categoryShares} is a share.
            var all = left.call().args().getFirst().select().field();
            return Quantity.of(all.substring(0, all.length() - 1), 0.0).unit();
        }
        return left.getKind() == CelExpr.ExprKind.Kind.SELECT
                ? Quantity.of(left.select().field(), 0.0).unit()
                : "";
    }

    private static String constant(CelConstant constant, String unit) {
        return switch (constant.getKind()) {
            case STRING_VALUE -> constant.stringValue();
            case DOUBLE_VALUE -> Figures.words(constant.doubleValue(), unit);
            case INT64_VALUE -> Figures.words(constant.int64Value(), unit);
            case UINT64_VALUE -> Figures.words(constant.uint64Value(), unit);
            case BOOLEAN_VALUE -> constant.booleanValue() ? "true" : "false";
            default -> throw new UnsupportedOperationException("No words for " + constant.getKind());
        };
    }
}
