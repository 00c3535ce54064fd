package dev.whiskbook.kernel.javadoc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The documentation of classes and members, found without network: in the JDK's sources, in sources
 * that jars bring or have beside them, in pages of the javadoc tool beside jars. Not safe for use
 * by several threads.
 */
public final class Documentation implements AutoCloseable {

  private static final int KEPT = 128;

  /**
   * What is known about a declaration.
   *
   * @param javadoc its documentation, its own or that of what it overrides
   * @param parameterNames as its source has them; empty where that is not known
   * @param source its source, without the comment
   */
  public record Documented(
      Optional<Javadoc> javadoc, List<String> parameterNames, Optional<String> source) {

    private static final Documented NONE =
        new Documented(Optional.empty(), List.of(), Optional.empty());
  }

  private final Sources sources;
  private final Map<String, Documented> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Documented> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param jars where sources are that lie in no usual place
   */
  public Documentation(SourceJars jars) {
    this(jars, Path.of(System.getProperty("java.home")));
  }

  Documentation(SourceJars jars, Path javaHome) {
    sources = new Sources(jars, JdkSources.in(javaHome));
  }

  /** What to do for documentation of the JDK's classes, if its sources are not installed. */
  public Optional<String> advice() {
    return sources.hasJdk() ? Optional.empty() : Optional.of(JdkSources.advice());
  }

  /**
   * What is known about a class, package or member.
   *
   * @param elements those of the compilation that the element comes from
   */
  public Documented of(Element element, Elements elements, Types types, List<Path> classPath) {
    Optional<Place> place = Place.of(element, elements);
    if (place.isEmpty()) {
      return Documented.NONE;
    }
    String key = place.get().key();
    Documented entry = known.get(key);
    if (entry == null) {
      entry = read(element, place.get(), new Compilation(elements, types, classPath));
      known.put(key, entry);
    }
    return entry;
  }

  /** Forgets what it knows of classes that are not the JDK's: the class path has changed. */
  public void classPathChanged() {
    known.clear();
  }

  private record Compilation(Elements elements, Types types, List<Path> classPath) {}

  private Documented read(Element element, Place place, Compilation in) {
    Optional<SourceFile> file = sources.find(place.module(), place.file(), in.classPath());
    Optional<SourceFile.Declared> declared = file.flatMap(source -> source.find(place.name()));
    Optional<Javadoc> javadoc = declared.flatMap(found -> comment(file.get(), found, element, in));
    if (declared.isEmpty()) {
      javadoc = page(place, in);
    }
    if (javadoc.isEmpty()) {
      javadoc =
          overridden(element, in).map(inherited -> of(inherited, in)).flatMap(Documented::javadoc);
    }
    return new Documented(
        javadoc,
        declared.map(SourceFile.Declared::parameterNames).orElse(List.of()),
        declared
            .filter(_ -> !(element instanceof PackageElement))
            .map(found -> file.get().source(found)));
  }

  private Documented of(Element element, Compilation in) {
    return of(element, in.elements(), in.types(), in.classPath());
  }

  private Optional<Javadoc> comment(
      SourceFile file, SourceFile.Declared declared, Element element, Compilation in) {
    return file.comment(declared)
        .map(comment -> CommentHtml.of(comment, () -> inherited(element, in)))
        .map(Javadoc::ofHtml);
  }

  /** The description, without its tags, of what a method overrides. */
  private String inherited(Element element, Compilation in) {
    return overridden(element, in)
        .flatMap(
            method ->
                Place.of(method, in.elements())
                    .flatMap(
                        place ->
                            sources
                                .find(place.module(), place.file(), in.classPath())
                                .flatMap(file -> file.find(place.name()).flatMap(file::comment))))
        .map(CommentHtml::description)
        .orElse("");
  }

  private Optional<Javadoc> page(Place place, Compilation in) {
    if (!place.module().isEmpty()) {
      return Optional.empty();
    }
    String name = place.name().toString();
    int member = name.indexOf('#');
    String type = member < 0 ? name : name.substring(0, member);
    String folder = place.file().substring(0, place.file().lastIndexOf('/') + 1);
    return sources
        .page(folder + type, in.classPath())
        .map(JavadocPage::new)
        .flatMap(page -> member < 0 ? page.ofClass() : page.ofMember(name.substring(member + 1)));
  }

  /** The nearest method that has this one's documentation if it has none of its own. */
  private static Optional<ExecutableElement> overridden(Element element, Compilation in) {
    if (!(element instanceof ExecutableElement method) || method.getKind() != ElementKind.METHOD) {
      return Optional.empty();
    }
    var owner = (TypeElement) method.getEnclosingElement();
    for (TypeMirror supertype : in.types().directSupertypes(owner.asType())) {
      var above = (TypeElement) ((DeclaredType) supertype).asElement();
      for (Element member : in.elements().getAllMembers(above)) {
        if (member instanceof ExecutableElement candidate
            && candidate.getSimpleName().equals(method.getSimpleName())
            && in.elements().overrides(method, candidate, owner)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    try {
      sources.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The sources cannot be closed", e);
    }
  }
}
