package dev.whiskbook.magics.command;

import dev.whiskbook.kernel.EvaluationException;
import dev.whiskbook.kernel.MethodSignature;
import dev.whiskbook.kernel.Session;
import dev.whiskbook.kernel.magic.MagicException;
import dev.whiskbook.magics.Tables;
import dev.whiskbook.magics.Workbench;
import dev.whiskbook.whisk.Args;
import dev.whiskbook.whisk.ArgsGenerator;
import dev.whiskbook.whisk.FanOut;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** Finds the arguments of a fan-out among args cells, Java methods and variables. */
final class ArgsGenerators {

  private static final Pattern PRODUCT = Pattern.compile("^\\s*(product\\(|[\\w.-]+\\s*=)");
  private static final Set<String> WHOLE_NUMBERS = Set.of("int", "long", "Integer");

  private ArgsGenerators() {}

  /** As {@link #with(String, Args.Split, FanOut, Workbench, Session)}; a file is split by lines. */
  static FanOut with(String name, FanOut fanOut, Workbench workbench, Session session) {
    return with(name, null, fanOut, workbench, session);
  }

  /**
   * The fan-out with the arguments of this name.
   *
   * @param name of an args cell, of a method {@code (int i, int n)} or {@code (int i)}, of a
   *     variable that holds arguments or a lambda, or of a file; or a Java lambda itself, or a
   *     product such as {@code a=1,2; b=x,y}
   * @param split how a file is split; null for the rows of a Parquet file, the lines of others
   * @throws MagicException if it is none of these
   */
  static FanOut with(
      String name, Args.Split split, FanOut fanOut, Workbench workbench, Session session) {
    var cell = workbench.generator(name);
    if (cell.isPresent()) {
      return fanOut.args(cell.get());
    }
    List<MethodSignature> methods = session.methods(name);
    if (!methods.isEmpty()) {
      return fanOut.args(method(name, methods, session));
    }
    if (name.contains("->")) {
      return fanOut.args(generator(name, name, session));
    }
    if (PRODUCT.matcher(name).find()) {
      return fanOut.args(product(name));
    }
    Optional<Object> value = Names.variable(name, session);
    if (value.isPresent()) {
      return fanOut.args(ofValue(name, value.get(), split));
    }
    if (split != null || isFile(name)) {
      return fanOut.args(file(Path.of(name), split));
    }
    throw new MagicException(
        "--args "
            + name
            + ": there is no %%args cell, Java method or variable of this name, and no such file.");
  }

  private static ArgsGenerator product(String text) {
    String inner = text.strip();
    if (inner.startsWith("product(") && inner.endsWith(")")) {
      inner = inner.substring("product(".length(), inner.length() - 1);
    }
    return Args.product(inner);
  }

  private static boolean isFile(String name) {
    try {
      return Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static ArgsGenerator file(Path file, Args.Split split) {
    if (split == null && file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet")) {
      return table(file);
    }
    return split == Args.Split.BYTES ? Args.bytes(file) : Args.lines(file);
  }

  private static ArgsGenerator table(Path file) {
    try {
      return Args.rows(Tables.read(file));
    } catch (IllegalArgumentException e) {
      throw new MagicException("--args %s: %s".formatted(file, e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new MagicException("--args %s: %s".formatted(file, e.getCause().getMessage()), e);
    }
  }

  private static ArgsGenerator method(String name, List<MethodSignature> methods, Session session) {
    for (MethodSignature method : methods.reversed()) {
      List<String> types = method.parameterTypes();
      if (WHOLE_NUMBERS.containsAll(types) && (types.size() == 1 || types.size() == 2)) {
        String arguments = types.size() == 1 ? "i" : "i, n";
        return generator(name, "(i, n) -> %s(%s)".formatted(name, arguments), session);
      }
    }
    throw new MagicException(
        "--args %s: an args generator takes (int i, int n) or (int i), and %s takes (%s)."
            .formatted(name, name, String.join(", ", methods.getLast().parameterTypes())));
  }

  private static ArgsGenerator generator(String name, String lambda, Session session) {
    try {
      return (ArgsGenerator)
          session.evaluate("(%s) (%s)".formatted(ArgsGenerator.class.getName(), lambda));
    } catch (EvaluationException e) {
      throw new MagicException("--args %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  @SuppressWarnings("unchecked") // a lambda for other types says so when it is called
  private static ArgsGenerator ofValue(String name, Object value, Args.Split split) {
    return switch (value) {
      case List<?> list -> Args.list(list);
      case Stream<?> stream -> Args.stream(stream);
      case Table table -> Args.rows(table);
      case Path file -> file(file, split);
      case File file -> file(file.toPath(), split);
      case Iterator<?> iterator -> Args.iterator(iterator);
      case Iterable<?> iterable -> Args.iterator(iterable.iterator());
      case ArgsGenerator generator -> generator;
      case IntFunction<?> function -> (i, n) -> function.apply(i);
      case BiFunction<?, ?, ?> function ->
          (i, n) -> ((BiFunction<Object, Object, Object>) function).apply(i, n);
      default ->
          throw new MagicException(
              "--args %s: it is a %s, and arguments come from a List, a Stream, a Table, a Path or a function of i or of i and n."
                  .formatted(name, value.getClass().getSimpleName()));
    };
  }
}
