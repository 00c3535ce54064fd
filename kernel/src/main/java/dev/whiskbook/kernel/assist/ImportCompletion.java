package dev.whiskbook.kernel.assist;

import dev.whiskbook.kernel.Completions.Completion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Completes the name in an import declaration. */
record ImportCompletion(ClassIndex classes, List<Path> classPath, UnitCompiler compiler) {

  /**
   * @param declaration the import up to the part of the name that is being completed
   */
  List<Completion> complete(String declaration, String prefix) {
    String typed = declaration.strip();
    var found = new ArrayList<Completion>();
    boolean first = !typed.endsWith(".");
    if (first && !typed.endsWith("static") && "static".startsWith(prefix)) {
      found.add(new Completion("static ", "keyword"));
    }
    String name =
        first
            ? ""
            : typed
                .replaceFirst("^import\\s+(static\\s+)?", "")
                .replaceAll("\\s", "")
                .replaceFirst("\\.$", "");
    found.addAll(
        compiler.attribute(
            "class Nothing {}",
            classPath,
            nothing ->
                JavaCompletion.inPackage(classes, name, prefix, classPath, nothing::isPublic)));
    return found;
  }
}
