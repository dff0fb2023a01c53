package dev.perfadvisor.engine.rules;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
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

    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final Map<String, Band> bands;
    private final Set<String> names;
    private final Set<String> fieldNames;

    /**
     * @param schema roots of facts, and variables for elements of lists
     * @param bands rows of the decision table by id
     */
    Expressions(FactSchema schema, Map<String, Band> bands) {
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
        this.compiler = builder.build();
        this.runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .addLibraries(types)
                .addFunctionBindings(
                        CelFunctionBinding.from("seconds_duration", Duration.class, d -> d.toNanos() / 1e9))
                .build();
        this.bands = Map.copyOf(bands);
        this.names = new TreeSet<>(schema.roots().keySet());
        this.fieldNames = new TreeSet<>();
        schema.recordTypes()
                .forEach(type -> Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(fieldNames::add));
    }

    private static CelType struct(Class<?> type) {
        return StructTypeReference.create(type.getCanonicalName());
    }

    /** What an expression must come to. */
    enum Wanted {
        TRUTH,
        NUMBER
    }

    /** Compiles an expression; what is wrong with it is added to the errors of the place that it was read from. */
    @Nullable Condition compile(Yaml at, Wanted wanted) {
        var text = at.text();
        try {
            var ast = compiler.compile(text).getAst();
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
            var read = new TreeSet<String>();
            CelNavigableAst.fromAst(ast)
                    .getRoot()
                    .allNodes()
                    .filter(node -> node.expr().getKind() == Kind.IDENT)
                    .map(node -> node.expr().ident().name())
                    .filter(names::contains)
                    .forEach(read::add);
            return new Condition(text, List.copyOf(read), runtime.createProgram(ast));
        } catch (CelValidationException e) {
            at.error(firstLine(e) + suggestion(e, text));
        } catch (CelEvaluationException e) {
            at.error("'" + text + "' can not be compiled: " + e.getMessage());
        }
        return null;
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
