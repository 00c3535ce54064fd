package dev.whiskbook.kernel.assist;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** A unit that has been attributed: what its names and expressions mean, as far as it is right. */
record Attribution(JavacTask task, Trees trees, CompilationUnitTree unit) {

  Elements elements() {
    return task.getElements();
  }

  Types types() {
    return task.getTypes();
  }

  /** Whether there is a public class of this qualified name. */
  boolean isPublic(String qualified) {
    TypeElement type = elements().getTypeElement(qualified);
    return type != null && type.getModifiers().contains(Modifier.PUBLIC);
  }

  /** Where a name stands that occurs once: as an identifier, a selected or a referenced member. */
  Optional<TreePath> find(String name) {
    return find(
        tree ->
            switch (tree) {
              case IdentifierTree identifier -> identifier.getName().contentEquals(name);
              case MemberSelectTree select -> select.getIdentifier().contentEquals(name);
              case MemberReferenceTree reference -> reference.getName().contentEquals(name);
              default -> false;
            });
  }

  /** The first tree of this kind, from outside to inside, also in what is in error. */
  Optional<TreePath> find(Predicate<Tree> wanted) {
    var found =
        new TreePathScanner<TreePath, Void>() {
          @Override
          public TreePath scan(Tree tree, Void nothing) {
            return tree != null && wanted.test(tree)
                ? new TreePath(getCurrentPath(), tree)
                : super.scan(tree, null);
          }

          @Override
          public TreePath visitErroneous(ErroneousTree tree, Void nothing) {
            return scan(tree.getErrorTrees(), null);
          }

          @Override
          public TreePath reduce(TreePath first, TreePath second) {
            return first != null ? first : second;
          }
        }.scan(new TreePath(unit), null);
    return Optional.ofNullable(found);
  }
}
