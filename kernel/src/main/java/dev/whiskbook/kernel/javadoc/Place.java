package dev.whiskbook.kernel.javadoc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;

/**
 * Where a declaration stands.
 *
 * @param module its module; empty for one from the class path
 * @param file the source file, without its ending
 * @param name its name in the file
 */
record Place(String module, String file, MemberName name) {

  /** The place of a package, class or member; empty for what is local. */
  static Optional<Place> of(Element element, Elements elements) {
    ModuleElement in = elements.getModuleOf(element);
    String module = in == null || in.isUnnamed() ? "" : in.getQualifiedName().toString();
    if (element instanceof PackageElement named) {
      String folder = named.getQualifiedName().toString().replace('.', '/');
      return Optional.of(new Place(module, folder + "/package-info", MemberName.ofPackage()));
    }
    Deque<String> types = new ArrayDeque<>();
    Element outer = element instanceof TypeElement ? element : element.getEnclosingElement();
    while (outer instanceof TypeElement type) {
      types.addFirst(type.getSimpleName().toString());
      outer = type.getEnclosingElement();
    }
    if (!(outer instanceof PackageElement named) || types.isEmpty()) {
      return Optional.empty();
    }
    String folder = named.isUnnamed() ? "" : named.getQualifiedName() + "/";
    String file = folder.replace('.', '/') + types.getFirst();
    return Optional.of(new Place(module, file, name(element, String.join(".", types))));
  }

  private static MemberName name(Element element, String type) {
    return switch (element) {
      case ExecutableElement method -> {
        List<String> parameters = new ArrayList<>();
        for (VariableElement parameter : method.getParameters()) {
          parameters.add(MemberName.simple(parameter.asType().toString()));
        }
        boolean constructor = method.getKind() == ElementKind.CONSTRUCTOR;
        String name = constructor ? "<init>" : method.getSimpleName().toString();
        yield MemberName.ofMethod(type, name, parameters);
      }
      case VariableElement field -> MemberName.ofField(type, field.getSimpleName().toString());
      default -> MemberName.ofType(type);
    };
  }

  String key() {
    return module + "/" + file + "/" + name;
  }
}
