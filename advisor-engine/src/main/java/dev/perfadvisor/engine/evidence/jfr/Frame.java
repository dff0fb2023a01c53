package dev.perfadvisor.engine.evidence.jfr;

import org.jspecify.annotations.Nullable;

/** A method as frames of one chunk name it, with what the samples of that chunk add up to. Overloads are one. */
final class Frame {

    final String className;
    final String method;

    /** {@code Class.method} without the package. */
    final String name;

    /** Set of {@link Category}. */
    final long categories;

    /** Samples of this chunk, made when the first one comes. */
    @Nullable MethodTally samples;

    private @Nullable String fullName;

    /** The stack that last counted this method, so that recursion counts once. */
    @Nullable Stack countedIn;

    Frame(String className, String method, long categories) {
        this.className = className;
        this.method = method;
        this.name = className.substring(className.lastIndexOf('.') + 1) + '.' + method;
        this.categories = categories;
    }

    /** {@code com.example.Class.method}. */
    String fullName() {
        if (fullName == null) {
            fullName = className + '.' + method;
        }
        return fullName;
    }

    boolean is(Category category) {
        return category.in(categories);
    }

    boolean application() {
        return is(Category.APPLICATION);
    }

    /**
     * The name of a class as source code writes it: {@code [Ljava/lang/String;} is {@code java.lang.String[]}; what the
     * JVM adds to the names of hidden classes ({@code Shop$$Lambda+0x00007f5c/0x1}) is left out.
     */
    static String sourceName(String jvmName) {
        var name = jvmName;
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions > 0) {
            name = element(name.substring(dimensions));
        }
        int lambda = name.indexOf("$$Lambda");
        if (lambda >= 0) {
            name = name.substring(0, lambda + "$$Lambda".length());
        }
        int hidden = Math.max(name.indexOf("+0x"), name.indexOf("/0x"));
        if (hidden > 0) {
            name = name.substring(0, hidden);
        }
        return name.replace('/', '.') + "[]".repeat(Math.min(dimensions, 8));
    }

    private static String element(String descriptor) {
        return switch (descriptor) {
            case "Z" -> "boolean";
            case "B" -> "byte";
            case "C" -> "char";
            case "S" -> "short";
            case "I" -> "int";
            case "J" -> "long";
            case "F" -> "float";
            case "D" -> "double";
            default ->
                descriptor.startsWith("L") && descriptor.endsWith(";")
                        ? descriptor.substring(1, descriptor.length() - 1)
                        : descriptor;
        };
    }
}
