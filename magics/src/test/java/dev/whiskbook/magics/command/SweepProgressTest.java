package dev.whiskbook.magics.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.Renderers;
import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.magics.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The progress of a sweep")
class SweepProgressTest {
  private final List<String> shown = new ArrayList<>();

  private final CellOutput output =
      new CellOutput() {
        @Override
        public void stream(StreamName stream, String text) {}

        @Override
        public void display(MimeBundle bundle, Optional<String> displayId) {
          shown.add(bundle.plainText());
        }

        @Override
        public void update(String displayId, MimeBundle bundle) {
          shown.add(bundle.plainText());
        }

        @Override
        public void clear(boolean wait) {}
      };

  private final SweepProgress progress = new SweepProgress(output, new Renderers(), "pi");

  @Test
  @DisplayName("does not seem to go on when it was stopped")
  void stopped() {
    progress.planned(20, 4);
    progress.warmingUp(new Trial(1, OptionalInt.empty(), OptionalInt.empty(), -1));
    progress.close();

    assertEquals(
        List.of(
            "20 runs to do, 4 of them from the journal",
            "warming up: 1 action",
            "0 of 20 runs; stopped"),
        shown);
  }

  @Test
  @DisplayName("shows nothing of a sweep that did not begin")
  void notBegun() {
    progress.close();

    assertEquals(List.of(), shown);
  }
}
