package dev.whiskbook.kernel.jupyter;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.util.Optional;

/** Nowhere: {@code silent} cells do not broadcast output (messaging specification, Execute). */
enum SilentOutput implements CellOutput {
  INSTANCE;

  @Override
  public void stream(StreamName stream, String text) {}

  @Override
  public void display(MimeBundle bundle, Optional<String> displayId) {}

  @Override
  public void update(String displayId, MimeBundle bundle) {}

  @Override
  public void clear(boolean wait) {}
}
