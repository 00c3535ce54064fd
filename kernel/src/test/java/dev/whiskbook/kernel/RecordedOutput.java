package dev.whiskbook.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps what a cell put out, for a test to look at. */
public final class RecordedOutput implements CellOutput {

  private final StringBuilder stdout = new StringBuilder();
  private final StringBuilder stderr = new StringBuilder();
  private final List<String> displays = new ArrayList<>();
  private final List<MimeBundle> bundles = new ArrayList<>();
  private final CountDownLatch firstText = new CountDownLatch(1);

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public synchronized void stream(StreamName stream, String text) {
    (stream == StreamName.STDOUT ? stdout : stderr).append(text);
    firstText.countDown();
  }

  @Override
  public synchronized void display(MimeBundle bundle, Optional<String> displayId) {
    displays.add(bundle.plainText());
    bundles.add(bundle);
  }

  @Override
  public synchronized void update(String displayId, MimeBundle bundle) {
    displays.add("updated: " + bundle.plainText());
  }

  @Override
  public synchronized void clear(boolean wait) {
    displays.clear();
  }

  /** Waits until the cell has printed something. */
  public void awaitText() throws InterruptedException {
    assertTrue(firstText.await(200, TimeUnit.SECONDS), "the cell printed nothing");
  }

  public synchronized String stdout() {
    return stdout.toString();
  }

  public synchronized String stderr() {
    return stderr.toString();
  }

  public synchronized List<String> displays() {
    return List.copyOf(displays);
  }

  /** What was displayed, whole. */
  public synchronized List<MimeBundle> bundles() {
    return List.copyOf(bundles);
  }
}
