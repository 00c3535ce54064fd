package dev.whiskbook.kernel.notebook;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;

/** What executes cells: {@link dev.whiskbook.kernel.Session#execute}. */
@FunctionalInterface
public interface CellExecutor {
  CellResult execute(CellRequest request, CellOutput output);
}
