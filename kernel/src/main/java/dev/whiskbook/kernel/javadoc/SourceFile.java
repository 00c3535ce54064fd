package dev.whiskbook.kernel.javadoc;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A parsed source file: the declarations in it, by the names that {@link MemberName} gives them.
 * Not safe for use by several threads.
 */
final class SourceFile {

  /** A declaration, with the names that its parameters have in the source. */
  record Declared(TreePath path, List<String> parameterNames) {}

  private final String text;
  private final CompilationUnitTree unit;
  private final DocTrees trees;
  private final Map<String, Declared> members = new HashMap<>();

  private SourceFile(String text, CompilationUnitTree unit, DocTrees trees) {
    this.text = text;
    this.unit = unit;
    this.trees = trees;
  }

  /** Parses a file. Wrong syntax is passed over: what is around it is found. */
  static SourceFile parse(String text) {
    var source =
        new SimpleJavaFileObject(
            URI.create("string:///Source.java"), javax.tools.JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, _ -> {}, List.of("-proc:none"), null, List.of(source));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      var file = new SourceFile(text, unit, DocTrees.instance(task));
      file.new Members().scan(new TreePath(unit), null);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of a source in memory
    }
  }

  /** The declaration of this name. */
  Optional<Declared> find(MemberName name) {
    return Optional.ofNullable(members.get(name.toString()));
  }

  /** Its comment, if it has one. */
  Optional<DocCommentTree> comment(Declared declared) {
    return Optional.ofNullable(trees.getDocCommentTree(declared.path()));
  }

  /** Its source, as it stands in the file, without the comment. */
  String source(Declared declared) {
    Tree tree = declared.path().getLeaf();
    int start = (int) trees.getSourcePositions().getStartPosition(unit, tree);
    int end = (int) trees.getSourcePositions().getEndPosition(unit, tree);
    int lineStart = text.lastIndexOf('\n', start) + 1;
    return text.substring(lineStart, end).stripIndent();
  }

  private final class Members extends TreePathScanner<Void, Void> {
    private final Deque<String> types = new ArrayDeque<>();

    @Override
    public Void visitPackage(PackageTree tree, Void nothing) {
      members.put(MemberName.ofPackage().toString(), new Declared(getCurrentPath(), List.of()));
      return null;
    }

    @Override
    public Void visitClass(ClassTree tree, Void nothing) {
      types.addLast(tree.getSimpleName().toString());
      members.put(MemberName.ofType(type()).toString(), new Declared(getCurrentPath(), List.of()));
      super.visitClass(tree, null);
      types.removeLast();
      return null;
    }

    @Override
    public Void visitMethod(MethodTree tree, Void nothing) {
      List<String> parameters =
          tree.getParameters().stream()
              .map(parameter -> MemberName.simple(parameter.getType().toString()))
              .toList();
      var names =
          tree.getParameters().stream()
              .map(parameter -> parameter.getName().toString())
              .collect(Collectors.toList());
      MemberName name = MemberName.ofMethod(type(), tree.getName().toString(), parameters);
      members.put(name.toString(), new Declared(getCurrentPath(), names));
      return null;
    }

    @Override
    public Void visitVariable(VariableTree tree, Void nothing) {
      MemberName name = MemberName.ofField(type(), tree.getName().toString());
      members.put(name.toString(), new Declared(getCurrentPath(), List.of()));
      return null;
    }

    private String type() {
      return String.join(".", types);
    }
  }
}
