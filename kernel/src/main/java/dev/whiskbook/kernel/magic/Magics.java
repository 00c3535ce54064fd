package dev.whiskbook.kernel.magic;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The magics of a session, by name. Registered in one line each. */
public final class Magics {

  /**
   * Where a magic may stand: {@code %name …} on a line, or {@code %%name …} over the rest of the
   * cell.
   */
  public enum Kind {
    LINE,
    CELL
  }

  /**
   * One registered magic.
   *
   * @param name without the percent signs
   * @param valueType the class of its value, the type of {@code var} in {@code var x = %name}
   * @param command makes a fresh picocli command line for one call
   */
  public record Entry(Kind kind, String name, Class<?> valueType, Supplier<CommandLine> command) {}

  private final Map<String, Entry> line = new ConcurrentSkipListMap<>();
  private final Map<String, Entry> cell = new ConcurrentSkipListMap<>();

  /** Registers a line magic; its {@code @Command} object is made anew for each call. */
  public Magics line(String name, Class<?> valueType, Supplier<? extends Magic> magic) {
    return add(new Entry(Kind.LINE, name, valueType, () -> new CommandLine(magic.get())));
  }

  /** Registers a cell magic; its {@code @Command} object is made anew for each call. */
  public Magics cell(String name, Supplier<? extends Magic> magic) {
    return add(new Entry(Kind.CELL, name, Object.class, () -> new CommandLine(magic.get())));
  }

  /**
   * Registers a magic with subcommands: the command line has them; each leaf's object is a {@link
   * Magic}.
   */
  public Magics add(Entry entry) {
    Map<String, Entry> names = entry.kind() == Kind.LINE ? line : cell;
    if (names.putIfAbsent(entry.name(), entry) != null) {
      throw new IllegalArgumentException("There is already a magic named " + entry.name());
    }
    return this;
  }

  public Optional<Entry> find(Kind kind, String name) {
    return Optional.ofNullable((kind == Kind.LINE ? line : cell).get(name));
  }

  public Collection<Entry> all(Kind kind) {
    return (kind == Kind.LINE ? line : cell).values();
  }
}
