package dev.whiskbook.kernel.notebook;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.util.Optional;

/** Gives each output to the file and to the terminal. */
record BothOutputs(CellOutput file, CellOutput terminal) implements CellOutput {

  @Override
  public boolean isLive() {
    return terminal.isLive();
  }

  @Override
  public void stream(StreamName stream, String text) {
    file.stream(stream, text);
    terminal.stream(stream, text);
  }

  @Override
  public void display(MimeBundle bundle, Optional<String> displayId) {
    file.display(bundle, displayId);
    terminal.display(bundle, displayId);
  }

  @Override
  public void update(String displayId, MimeBundle bundle) {
    file.update(displayId, bundle);
    terminal.update(displayId, bundle);
  }

  @Override
  public void clear(boolean wait) {
    file.clear(wait);
    terminal.clear(wait);
  }
}
