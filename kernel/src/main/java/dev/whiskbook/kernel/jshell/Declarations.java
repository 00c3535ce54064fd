package dev.whiskbook.kernel.jshell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the cells of a session have declared so far, as source text: enough to tell what unfinished
 * code refers to, without the compiler of the session.
 *
 * @param version grows with each change
 * @param imports import declarations, such as {@code import java.util.*;}
 * @param classPath the jars and folders that cells may import from
 */
public record Declarations(
    long version,
    List<String> imports,
    List<Variable> variables,
    List<Member> methods,
    List<Member> types,
    List<Path> classPath) {

  /** Nothing declared yet. */
  static final Declarations NONE =
      new Declarations(0, List.of(), List.of(), List.of(), List.of(), List.of());

  public Declarations {
    imports = List.copyOf(imports);
    variables = List.copyOf(variables);
    methods = List.copyOf(methods);
    types = List.copyOf(types);
    classPath = List.copyOf(classPath);
  }

  /**
   * A variable.
   *
   * @param type as source text
   */
  public record Variable(String name, String type) {}

  /**
   * A method, class, interface, enum, record or annotation type.
   *
   * @param source its whole declaration, as it was typed
   */
  public record Member(String name, String source) {}

  /** The source of the newest method or type of this name. */
  public Optional<String> source(String name) {
    return Stream.concat(types.stream(), methods.stream())
        .filter(member -> member.name().equals(name))
        .map(Member::source)
        .reduce((older, newer) -> newer);
  }
}
