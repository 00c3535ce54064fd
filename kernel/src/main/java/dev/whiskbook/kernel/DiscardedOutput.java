package dev.whiskbook.kernel;

import java.util.Optional;

/** Takes outputs that nobody asked for. */
final class DiscardedOutput implements CellOutput {

  @Override
  public void stream(StreamName stream, String text) {}

  @Override
  public void display(MimeBundle bundle, Optional<String> displayId) {}

  @Override
  public void update(String displayId, MimeBundle bundle) {}

  @Override
  public void clear(boolean wait) {}
}
