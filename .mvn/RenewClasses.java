import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the classes of jars anew, in the format of Java 8 where theirs is older than Java 6: a JVM keeps no such class in its
 * cache of loaded classes, and verifies it in a slower way at each start. Picocli's are of Java 5.
 */
final class RenewClasses {

    private static final int OLDEST_KEPT = ClassFile.JAVA_6_VERSION;

    private RenewClasses() {}

    public static void main(String[] jars) throws IOException {
        for (var jar : jars) {
            renew(Path.of(jar));
        }
    }

    private static void renew(Path jar) throws IOException {
        var renewed = jar.resolveSibling(jar.getFileName() + ".new");
        try (var from = new JarFile(jar.toFile());
                var to = new ZipOutputStream(Files.newOutputStream(renewed))) {
            // Frames need to know which class extends which: those of the jar are asked first.
            var hierarchy = ClassHierarchyResolver.ofResourceParsing(type -> {
                        try {
                            var entry = from.getEntry(name(type.descriptorString()));
                            return entry == null ? null : from.getInputStream(entry);
                        } catch (IOException _) {
                            return null;
                        }
                    })
                    .orElse(ClassHierarchyResolver.defaultResolver());
            var classes = ClassFile.of(
                    StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy));
            for (var entry : Collections.list(from.entries())) {
                var bytes = from.getInputStream(entry).readAllBytes();
                var written = new ZipEntry(entry.getName());
                written.setTime(entry.getTime());
                to.putNextEntry(written);
                to.write(entry.getName().endsWith(".class") ? renewed(classes, bytes) : bytes);
                to.closeEntry();
            }
        }
        Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /** {@code Lpicocli/CommandLine;} is in {@code picocli/CommandLine.class}. */
    private static String name(String descriptor) {
        return descriptor.substring(1, descriptor.length() - 1) + ".class";
    }

    private static byte[] renewed(ClassFile classes, byte[] bytes) {
        ClassModel old = classes.parse(bytes);
        return old.majorVersion() >= OLDEST_KEPT ? bytes : classes.transformClass(old, asOfJava8());
    }

    private static ClassTransform asOfJava8() {
        // A body that goes through a transformation gets its frames; one that is copied does not.
        var body = MethodTransform.transformingCode((CodeTransform) (code, instruction) -> code.with(instruction));
        return (made, part) -> {
            switch (part) {
                case ClassFileVersion _ -> made.withVersion(ClassFile.JAVA_8_VERSION, 0);
                case MethodModel method -> made.transformMethod(method, body);
                default -> made.with(part);
            }
        };
    }
}
