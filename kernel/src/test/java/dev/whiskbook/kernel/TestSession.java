package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.whiskbook.kernel.magic.Magics;
import dev.whiskbook.kernel.magic.standard.StandardMagics;
import dev.whiskbook.kernel.maven.MavenSetup;

/** A session as a notebook has it, written so that a test reads like a notebook. */
public final class TestSession implements AutoCloseable {

  private final Session session;
  private RecordedOutput output = new RecordedOutput();

  public TestSession() {
    this(Session.builder(), new Magics());
  }

  public TestSession(Session.Builder builder, Magics magics) {
    this(builder, magics, MavenSetup.ofUser());
  }

  public TestSession(Session.Builder builder, Magics magics, MavenSetup maven) {
    session =
        builder
            .magics(StandardMagics.addTo(magics, maven))
            .imports(
                "java.util.*",
                "static dev.whiskbook.kernel.Display.*",
                "static dev.whiskbook.kernel.Kernel.*")
            .open();
  }

  public Session session() {
    return session;
  }

  public CellResult execute(String code) {
    output = new RecordedOutput();
    return session.execute(CellRequest.of(code), output);
  }

  /** The outputs of the last cell. */
  public RecordedOutput output() {
    return output;
  }

  /** The representations of the value of a cell that has one. */
  public MimeBundle bundle(String code) {
    CellResult result = execute(code);
    return assertInstanceOf(CellResult.Success.class, result, result::toString)
        .value()
        .orElseThrow();
  }

  /** The value of a cell as text. */
  public String value(String code) {
    return bundle(code).plainText();
  }

  /** What a cell prints that succeeds. */
  public String printed(String code) {
    CellResult result = execute(code);
    assertInstanceOf(CellResult.Success.class, result, result::toString);
    return output.stdout();
  }

  /** The message of a cell that fails. */
  public String error(String code) {
    CellResult result = execute(code);
    return assertInstanceOf(CellResult.Failure.class, result, result::toString).error().evalue();
  }

  @Override
  public void close() {
    session.close();
  }
}
