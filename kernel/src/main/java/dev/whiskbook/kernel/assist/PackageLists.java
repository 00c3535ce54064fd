package dev.whiskbook.kernel.assist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * Goes through a package of the JDK once. A compiler is made for each question, and each would list
 * {@code java.lang} and its like anew, a quarter of what a small unit takes. What is on the class
 * path may change, and is listed each time. Used by one thread at a time.
 */
final class PackageLists extends ForwardingJavaFileManager<StandardJavaFileManager> {

  private record Question(Location location, String packageName, Set<Kind> kinds) {}

  private final Map<Question, List<JavaFileObject>> answers = new HashMap<>();

  PackageLists(StandardJavaFileManager files) {
    super(files);
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<Kind> kinds, boolean recurse) throws IOException {
    if (recurse || location instanceof StandardLocation) {
      return super.list(location, packageName, kinds, recurse);
    }
    var question = new Question(location, packageName, kinds);
    List<JavaFileObject> known = answers.get(question);
    if (known == null) {
      known = new ArrayList<>();
      super.list(location, packageName, kinds, false).forEach(known::add);
      answers.put(question, known);
    }
    return known;
  }
}
