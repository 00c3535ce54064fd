package dev.whiskbook.bench;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Tells when a cell prints something; what it prints goes nowhere. */
record StartSignal(Semaphore printed) implements CellOutput {

  @Override
  public void stream(StreamName stream, String text) {
    printed.release();
  }

  @Override
  public void display(MimeBundle bundle, Optional<String> displayId) {}

  @Override
  public void update(String displayId, MimeBundle bundle) {}

  @Override
  public void clear(boolean wait) {}
}
