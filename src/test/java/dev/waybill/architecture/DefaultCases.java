package dev.waybill.architecture;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Finds the classes with a switch over one of our enums or sealed types that takes the rest of its cases together. */
final class DefaultCases extends TreePathScanner<Void, Void> {

    private final JavacTask task;
    private final Trees trees;
    private final Set<String> found;

    DefaultCases(JavacTask task, Set<String> found) {
        this.task = task;
        this.trees = Trees.instance(task);
        this.found = found;
    }

    @Override
    public Void visitSwitch(SwitchTree tree, Void unused) {
        check(tree.getExpression(), tree.getCases());
        return super.visitSwitch(tree, unused);
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
        check(tree.getExpression(), tree.getCases());
        return super.visitSwitchExpression(tree, unused);
    }

    private void check(ExpressionTree selector, List<? extends CaseTree> cases) {
        TypeMirror type = task.getTypes().erasure(type(selector));
        if (isOurs(type) && cases.stream().anyMatch(it -> takesTheRest(it, type))) {
            found.add(className());
        }
    }

    private boolean takesTheRest(CaseTree one, TypeMirror type) {
        return one.getGuard() == null && one.getLabels().stream().anyMatch(label -> takesTheRest(label, type));
    }

    private boolean takesTheRest(CaseLabelTree label, TypeMirror type) {
        return label instanceof DefaultCaseLabelTree
                || label instanceof PatternCaseLabelTree pattern
                        && pattern.getPattern() instanceof BindingPatternTree binding
                        && task.getTypes().isSubtype(type, task.getTypes().erasure(type(binding.getVariable())));
    }

    private String className() {
        TreePath path = getCurrentPath();
        while (!(path.getLeaf() instanceof ClassTree)) {
            path = path.getParentPath();
        }
        return ((ClassTree) path.getLeaf()).getSimpleName().toString();
    }

    private TypeMirror type(Tree tree) {
        return trees.getTypeMirror(TreePath.getPath(getCurrentPath(), tree));
    }

    private boolean isOurs(TypeMirror type) {
        return task.getTypes().asElement(type) instanceof TypeElement element
                && element.getQualifiedName().toString().startsWith("dev.waybill.")
                && (element.getKind() == ElementKind.ENUM
                        || element.getModifiers().contains(Modifier.SEALED));
    }
}
