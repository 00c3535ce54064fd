package dev.whiskbook.kernel.notebook;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Which variables a cell declares, found by the JDK's own parser without executing the cell. */
final class DeclaredVariables {

  private DeclaredVariables() {}

  /**
   * The variables of a cell in their order, with their types as source text: a {@code var} has the
   * type of its literal, or none where it is declared by anything but a literal.
   */
  static Map<String, Optional<String>> of(String code) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var task =
        (JavacTask) compiler.getTask(null, null, _ -> {}, null, null, List.of(new AsClass(code)));
    var types = new LinkedHashMap<String, Optional<String>>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        for (Tree declaration : unit.getTypeDecls()) {
          for (Tree member : ((ClassTree) declaration).getMembers()) {
            if (member instanceof VariableTree variable) {
              types.put(variable.getName().toString(), type(variable));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("A source in memory could not be read.", e);
    }
    return types;
  }

  private static Optional<String> type(VariableTree variable) {
    String declared = variable.getType() == null ? "var" : variable.getType().toString();
    if (!declared.equals("var") && !declared.equals("/*missing*/")) {
      return Optional.of(declared);
    }
    ExpressionTree value = variable.getInitializer();
    if (value instanceof UnaryTree signed) {
      value = signed.getExpression();
    }
    return value instanceof LiteralTree literal ? literalType(literal) : Optional.empty();
  }

  private static Optional<String> literalType(LiteralTree literal) {
    return switch (literal.getKind()) {
      case INT_LITERAL -> Optional.of("int");
      case LONG_LITERAL -> Optional.of("long");
      case FLOAT_LITERAL -> Optional.of("float");
      case DOUBLE_LITERAL -> Optional.of("double");
      case BOOLEAN_LITERAL -> Optional.of("boolean");
      case STRING_LITERAL -> Optional.of("String");
      default -> Optional.empty();
    };
  }

  /** A cell as the body of a class, where the parser takes its variables for fields. */
  private static final class AsClass extends SimpleJavaFileObject {
    private final String code;

    AsClass(String code) {
      super(URI.create("string:///Cell.java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return "class Cell {\n" + code + "\n}";
    }
  }
}
