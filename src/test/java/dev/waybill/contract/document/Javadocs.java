package dev.waybill.contract.document;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The Javadoc of types, packages and record components, as the compiler reads it from their sources. */
final class Javadocs {

    private final Map<String, String> sentences = new HashMap<>();

    private Javadocs() {}

    /** The Javadoc of all sources in these files or folders. */
    static Javadocs of(Path... roots) {
        var docs = new Javadocs();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var sources = files.getJavaFileObjectsFromPaths(
                    Stream.of(roots).flatMap(Javadocs::sources).toList());
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, sources);
            var trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                docs.new Reader(trees).scan(unit, "");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return docs;
    }

    /** The comment of a type; null for one without. */
    @Nullable
    String of(Class<?> type) {
        return sentences.get(type.getCanonicalName());
    }

    /** The comment of a record's component; null for one without. */
    @Nullable
    String ofComponent(Class<?> type, String component) {
        return sentences.get(type.getCanonicalName() + "#" + component);
    }

    /** The comment of a package; null for one without. */
    @Nullable
    String ofPackage(String name) {
        return sentences.get(name);
    }

    private static Stream<Path> sources(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Carries along the full name of the package or type that it is in. */
    private final class Reader extends TreePathScanner<@Nullable Void, String> {

        private final DocTrees trees;

        Reader(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitCompilationUnit(CompilationUnitTree unit, String none) {
            return super.visitCompilationUnit(unit, String.valueOf(unit.getPackageName()));
        }

        @Override
        public @Nullable Void visitPackage(PackageTree tree, String name) {
            record(name);
            return null;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, String outer) {
            String name = outer + "." + tree.getSimpleName();
            record(name);
            tree.getMembers().stream()
                    .filter(member -> member instanceof ClassTree)
                    .forEach((Tree member) -> scan(member, name));
            return null;
        }

        private void record(String name) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment == null) {
                return;
            }
            sentences.put(name, text(comment.getFullBody()));
            comment.getBlockTags().stream()
                    .filter(tag -> tag instanceof ParamTree)
                    .map(tag -> (ParamTree) tag)
                    .forEach(tag -> sentences.put(name + "#" + tag.getName(), text(tag.getDescription())));
        }
    }

    private static String text(List<? extends DocTree> parts) {
        return parts.stream().map(Javadocs::text).collect(Collectors.joining()).replaceAll("\\s+", " ");
    }

    private static String text(DocTree part) {
        return switch (part) {
            case LiteralTree literal -> literal.getBody().getBody();
            case LinkTree link -> link.getReference().getSignature();
            default -> part.toString();
        };
    }
}
