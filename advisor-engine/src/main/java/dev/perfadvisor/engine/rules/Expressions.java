package dev.perfadvisor.engine.rules;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelProtoAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.expr.CheckedExpr;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelNativeTypesExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.PartialVars;
import dev.cel.runtime.Program;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.Figures;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The language of conditions: CEL over the records of facts, with the decision table as {@code bands} and
 * {@code seconds(duration)} for arithmetic. Unknown facts stay unknown: each null component is declared so, because CEL
 * would otherwise read it as zero.
 */
public final class Expressions {

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(10_000)
            .build();

    private static final String BANDS = "bands";

    private static final Pattern NAME = Pattern.compile("(?<![.\\w])[a-z]\\w*");

    private final FactSchema schema;
    private final boolean checks;
    private final Map<String, Band> bands;
    private final Set<String> names;
    private final Map<String, byte[]> checked;
    private final Map<String, String> worded;
    private final Map<String, CelAbstractSyntaxTree> compiled = new ConcurrentHashMap<>();
    private final Lazy<CelNativeTypesExtensions> types = new Lazy<>(this::makeTypes);
    private final Lazy<CelCompiler> compiler = new Lazy<>(this::makeCompiler);
    private final Lazy<CelRuntime> runtime = new Lazy<>(this::makeRuntime);

    /**
     * A language over facts.
     *
     * @param schema roots of facts, and variables for elements of lists
     * @param bands rows of the decision table by id
     * @param checks whether expressions are checked as they are read, or taken as checked
     * @param checked expressions that were checked before, by their text, as in {@link RulePack}
     * @param worded expressions that were put in words before, by their text
     */
    Expressions(
            FactSchema schema,
            Map<String, Band> bands,
            boolean checks,
            Map<String, byte[]> checked,
            Map<String, String> worded) {
        this.schema = schema;
        this.checks = checks;
        this.bands = Map.copyOf(bands);
        this.names = new TreeSet<>(schema.roots().keySet());
        this.checked = checked;
        this.worded = new ConcurrentHashMap<>(worded);
    }

    private CelNativeTypesExtensions makeTypes() {
        var records = new ArrayList<Class<?>>(schema.recordTypes());
        records.add(Band.class);
        return CelExtensions.nativeTypes(records.toArray(Class<?>[]::new));
    }

    private CelCompiler makeCompiler() {
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addFunctionDeclarations(newFunctionDeclaration(
                        "seconds", newGlobalOverload("seconds_duration", SimpleType.DOUBLE, SimpleType.DURATION)))
                .addVar(BANDS, MapType.create(SimpleType.STRING, struct(Band.class)))
                .addLibraries(types.get());
        schema.roots().forEach((name, type) -> builder.addVar(name, struct(type)));
        return builder.build();
    }

    private CelRuntime makeRuntime() {
        return CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .addLibraries(types.get())
                .addFunctionBindings(
                        CelFunctionBinding.from("seconds_duration", Duration.class, d -> d.toNanos() / 1e9))
                .build();
    }

    /** Makes ready what the first condition needs, which takes longer than to evaluate a thousand of them. */
    public void warmUp() {
        runtime.get();
    }

    private static CelType struct(Class<?> type) {
        return StructTypeReference.create(type.getCanonicalName());
    }

    /** What an expression must come to. */
    enum Wanted {
        TRUTH,
        NUMBER
    }

    /**
     * Reads an expression. When this language checks, it is compiled now, and what is wrong with it is added to the errors
     * of the place that it was read from.
     */
    @Nullable Condition compile(Yaml at, Wanted wanted) {
        var text = at.text();
        if (!checks) {
            return condition(text);
        }
        try {
            var ast = compiler.get().compile(text).getAst();
            compiled.put(text, ast);
            var result = ast.getResultType();
            boolean fits = switch (wanted) {
                case TRUTH -> result.equals(SimpleType.BOOL);
                case NUMBER ->
                    result.equals(SimpleType.DOUBLE)
                            || result.equals(SimpleType.INT)
                            || result.equals(SimpleType.DURATION);
            };
            if (!fits) {
                at.error("'" + text + "' is a " + result.name() + ", wanted is a "
                        + (wanted == Wanted.TRUTH ? "condition" : "number or duration"));
                return null;
            }
            var program = runtime.get().createProgram(ast);
            return new Condition(text, namesIn(text), this, () -> program);
        } catch (CelValidationException e) {
            at.error(firstLine(e) + suggestion(e, text));
        } catch (CelEvaluationException e) {
            at.error("'" + text + "' can not be compiled: " + e.getMessage());
        }
        return null;
    }

    /** A condition whose text was checked when the rule base was built. */
    Condition condition(String text) {
        return new Condition(text, namesIn(text), this, () -> program(text));
    }

    private Program program(String text) {
        try {
            var known = checked.get(text);
            var ast = known == null ? compiler.get().compile(text).getAst() : tree(known);
            return runtime.get().createProgram(ast);
        } catch (CelValidationException | CelEvaluationException | InvalidProtocolBufferException e) {
            throw new IllegalStateException("'" + text + "' was not checked: " + e.getMessage(), e);
        }
    }

    private static CelAbstractSyntaxTree tree(byte[] checked) throws InvalidProtocolBufferException {
        return CelProtoAbstractSyntaxTree.fromCheckedExpr(CheckedExpr.parseFrom(checked))
                .getAst();
    }

    /** All that was checked by this language, in the form of {@link RulePack}. */
    Map<String, byte[]> compiled() {
        var all = new TreeMap<String, byte[]>();
        compiled.forEach((text, ast) -> all.put(
                text, CelProtoAbstractSyntaxTree.fromCelAst(ast).toCheckedExpr().toByteArray()));
        return all;
    }

    /** A condition over all facts in words: {@code the number of jfr.jvm.agents is over 1}. */
    String words(String text) {
        return worded.computeIfAbsent(
                text, condition -> String.join(", and ", ConditionWords.parts(condition, bands, "")));
    }

    /** The parts of a condition that all have to hold, in words, for a rule that looks at {@code element}s one by one. */
    List<String> parts(Condition condition, String element) {
        return ConditionWords.parts(condition.text(), bands, element);
    }

    /** A value of what an expression comes to, with its unit. */
    String figure(Condition expression, double value) {
        var text = expression.text();
        boolean isTime = FactPath.isPath(text)
                && schema.find(FactPath.of(text)) instanceof FactSchema.Lookup.Found(var component)
                && component.getType().equals(Duration.class);
        return isTime ? Figures.seconds(value) : ConditionWords.figure(text, value);
    }

    /** All that was put in words by this language. */
    Map<String, String> worded() {
        return new TreeMap<>(worded);
    }

    /** Roots and variables in an expression: names that do not follow a dot. */
    private List<String> namesIn(String text) {
        var found = new TreeSet<String>();
        var matcher = NAME.matcher(text);
        while (matcher.find()) {
            if (names.contains(matcher.group())) {
                found.add(matcher.group());
            }
        }
        return List.copyOf(found);
    }

    private static String firstLine(CelValidationException e) {
        var message = String.valueOf(e.getMessage());
        var line = message.lines().findFirst().orElse(message);
        return line.replace("ERROR: <input>:", "in the expression at ");
    }

    /** CEL names the field that it does not know; the schema knows which one may have been meant. */
    private String suggestion(CelValidationException e, String text) {
        var message = String.valueOf(e.getMessage());
        int at = message.indexOf("undefined field '");
        if (at < 0) {
            return "";
        }
        var name = message.substring(at + 17, message.indexOf('\'', at + 17));
        var fieldNames = new TreeSet<String>();
        schema.recordTypes()
                .forEach(type -> Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(fieldNames::add));
        return Suggestion.among(fieldNames, name) + " (in '" + text + "')";
    }

    /**
     * The variables that an expression reads, with all that is unknown about them.
     *
     * @param words the names that occur in it
     */
    PartialVars variables(Scope scope, List<String> read, Set<String> words) {
        var values = new HashMap<String, Object>();
        values.put(BANDS, bands);
        var unknown = new ArrayList<CelAttributePattern>();
        for (var name : read) {
            var record = scope.facts().get(name);
            if (record == null) {
                unknown.add(CelAttributePattern.create(name));
                continue;
            }
            values.put(name, record);
            // An expression can not go below a step that it does not name; with hundreds of others it takes longer.
            scope.unknowns().of(name, record).forEach((step, paths) -> {
                if (words.contains(step)) {
                    unknown.addAll(paths);
                }
            });
        }
        return PartialVars.of(values, unknown.toArray(CelAttributePattern[]::new));
    }
}
