package dev.perfadvisor.engine.rules;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.PartialVars;
import dev.cel.runtime.Program;
import dev.perfadvisor.engine.model.Band;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    private volatile @Nullable Engine engine;

    private record Engine(CelCompiler compiler, CelRuntime runtime) {}

    /**
     * A language over facts.
     *
     * @param schema roots of facts, and variables for elements of lists
     * @param bands rows of the decision table by id
     * @param checks whether expressions are checked as they are read, or taken as checked
     */
    Expressions(FactSchema schema, Map<String, Band> bands, boolean checks) {
        this.schema = schema;
        this.checks = checks;
        this.bands = Map.copyOf(bands);
        this.names = new TreeSet<>(schema.roots().keySet());
    }

    /** Made when the first expression needs it. */
    private Engine engine() {
        var ready = engine;
        if (ready == null) {
            synchronized (this) {
                ready = engine;
                if (ready == null) {
                    ready = makeEngine();
                    engine = ready;
                }
            }
        }
        return ready;
    }

    private Engine makeEngine() {
        var records = new ArrayList<Class<?>>(schema.recordTypes());
        records.add(Band.class);
        var types = CelExtensions.nativeTypes(records.toArray(Class<?>[]::new));
        var builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addFunctionDeclarations(newFunctionDeclaration(
                        "seconds", newGlobalOverload("seconds_duration", SimpleType.DOUBLE, SimpleType.DURATION)))
                .addVar(BANDS, MapType.create(SimpleType.STRING, struct(Band.class)))
                .addLibraries(types);
        schema.roots().forEach((name, type) -> builder.addVar(name, struct(type)));
        var runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .addLibraries(types)
                .addFunctionBindings(
                        CelFunctionBinding.from("seconds_duration", Duration.class, d -> d.toNanos() / 1e9))
                .build();
        return new Engine(builder.build(), runtime);
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
            return new Condition(text, namesIn(text), this, null);
        }
        try {
            var ast = compiler().compile(text).getAst();
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
            return new Condition(text, namesIn(text), this, engine().runtime().createProgram(ast));
        } catch (CelValidationException e) {
            at.error(firstLine(e) + suggestion(e, text));
        } catch (CelEvaluationException e) {
            at.error("'" + text + "' can not be compiled: " + e.getMessage());
        }
        return null;
    }

    /** A condition whose text was checked when the rule base was built. */
    Condition condition(String text) {
        return new Condition(text, namesIn(text), this, null);
    }

    /** The program of an expression that was checked when the rule base was built. */
    Program program(String text) {
        try {
            return engine().runtime().createProgram(compiler().compile(text).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("'" + text + "' was not checked: " + e.getMessage(), e);
        }
    }

    private CelCompiler compiler() {
        return engine().compiler();
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

    /** The variables that an expression reads, with all that is unknown about them. */
    PartialVars variables(Scope scope, List<String> read) {
        var values = new HashMap<String, Object>();
        values.put(BANDS, bands);
        var unknown = new ArrayList<CelAttributePattern>();
        for (var name : read) {
            var record = scope.facts().get(name);
            if (record != null) {
                values.put(name, record);
            }
            for (var path : scope.unknownPaths(name)) {
                unknown.add(CelAttributePattern.fromQualifiedIdentifier(path));
            }
        }
        return PartialVars.of(values, unknown.toArray(CelAttributePattern[]::new));
    }
}
