package dev.whiskbook.kernel.notebook;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The outputs of one cell as the file will hold them. An update reaches the outputs of all cells of
 * the run. The list of them all is the lock of what they hold.
 */
final class RecordedOutputs implements CellOutput {

  private final List<RecordedOutputs> allCells;
  private final List<Output> outputs = new ArrayList<>();
  private boolean clearBeforeNext;

  /**
   * @param allCells those of the run, to which this one is added; a list that may grow while it is
   *     read
   */
  RecordedOutputs(List<RecordedOutputs> allCells) {
    this.allCells = allCells;
    allCells.add(this);
  }

  @Override
  public void stream(StreamName name, String text) {
    synchronized (allCells) {
      clearIfDue();
      if (!outputs.isEmpty()
          && outputs.getLast() instanceof Output.Stream last
          && last.name() == name) {
        last.text().append(text);
      } else {
        outputs.add(new Output.Stream(name, new StringBuilder(text)));
      }
    }
  }

  @Override
  public void display(MimeBundle bundle, Optional<String> displayId) {
    add(new Output.Data(bundle, OptionalInt.empty(), displayId));
  }

  @Override
  public void update(String displayId, MimeBundle bundle) {
    synchronized (allCells) {
      allCells.forEach(cell -> cell.replace(displayId, bundle));
    }
  }

  private void replace(String displayId, MimeBundle bundle) {
    outputs.replaceAll(
        output ->
            output instanceof Output.Data data
                    && data.displayId().filter(displayId::equals).isPresent()
                ? new Output.Data(bundle, data.executionCount(), data.displayId())
                : output);
  }

  @Override
  public void clear(boolean wait) {
    synchronized (allCells) {
      clearBeforeNext = wait;
      if (!wait) {
        outputs.clear();
      }
    }
  }

  /** Adds what the execution ended with: the value of the last expression, or the error. */
  void end(CellResult result) {
    switch (result) {
      case CellResult.Success(int count, Optional<MimeBundle> value) ->
          value.ifPresent(
              bundle -> add(new Output.Data(bundle, OptionalInt.of(count), Optional.empty())));
      case CellResult.Failure(_, var error) -> add(new Output.Failure(error));
    }
  }

  private void add(Output output) {
    synchronized (allCells) {
      clearIfDue();
      outputs.add(output);
    }
  }

  private void clearIfDue() {
    if (clearBeforeNext) {
      outputs.clear();
      clearBeforeNext = false;
    }
  }

  ArrayNode toJson() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    synchronized (allCells) {
      outputs.forEach(output -> json.add(output.toJson()));
    }
    return json;
  }
}
