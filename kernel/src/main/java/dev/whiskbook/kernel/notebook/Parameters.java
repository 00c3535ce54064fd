package dev.whiskbook.kernel.notebook;

import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Sets the parameters of a notebook from outside as papermill does: a cell tagged {@code
 * injected-parameters} after the one tagged {@code parameters}, in the place of one that an earlier
 * execution left.
 *
 * <p>Other than papermill, it is an error if there is no such cell or it does not declare a name:
 * an experiment must not run with other parameters than those asked for. The injected cell assigns
 * to the declared variables, so that each keeps its type.
 */
public final class Parameters {

  private static final String DECLARED = "parameters";
  private static final String INJECTED = "injected-parameters";

  private Parameters() {}

  /**
   * Adds the injected cell.
   *
   * @param values name to value as text; empty for a notebook that runs as it is
   * @throws NotebookException if the notebook does not declare a name, or a value is none of its
   *     type
   */
  public static void inject(Notebook notebook, Map<String, String> values)
      throws NotebookException {
    if (values.isEmpty()) {
      return;
    }
    int declared =
        indexOfTagged(notebook, DECLARED)
            .orElseThrow(
                () ->
                    new NotebookException(
                        "The notebook takes no parameters: none of its cells is tagged \"parameters\" (in JupyterLab: the property inspector, Cell Tags)."));
    Map<String, Optional<String>> types =
        DeclaredVariables.of(notebook.cells().get(declared).source());
    var code = new StringJoiner("\n");
    code.add("// Parameters");
    for (Map.Entry<String, String> entry : values.entrySet()) {
      code.add(assignment(types, entry.getKey(), entry.getValue()));
    }
    Optional<Integer> former = indexOfTagged(notebook, INJECTED);
    former.ifPresent(notebook::remove);
    int after = former.isPresent() && former.get() < declared ? declared : declared + 1;
    notebook.insert(after, Cell.code(code.toString(), INJECTED));
  }

  private static String assignment(Map<String, Optional<String>> types, String name, String value)
      throws NotebookException {
    if (!types.containsKey(name)) {
      throw new NotebookException(
          "-p %s=%s: the cell tagged \"parameters\" declares no %s; it declares %s."
              .formatted(name, value, name, names(types)));
    }
    String type = types.get(name).orElseGet(() -> JavaLiteral.guessType(value));
    try {
      return name + " = " + JavaLiteral.of(type, value) + ";";
    } catch (IllegalArgumentException e) {
      throw new NotebookException(
          "-p %s=%s: %s is declared as %s; %s.".formatted(name, value, name, type, e.getMessage()),
          e);
    }
  }

  private static String names(Map<String, Optional<String>> types) {
    return types.isEmpty() ? "nothing" : types.keySet().stream().collect(Collectors.joining(", "));
  }

  private static Optional<Integer> indexOfTagged(Notebook notebook, String tag) {
    for (int i = 0; i < notebook.cells().size(); i++) {
      Cell cell = notebook.cells().get(i);
      if (cell.isCode() && cell.hasTag(tag)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
