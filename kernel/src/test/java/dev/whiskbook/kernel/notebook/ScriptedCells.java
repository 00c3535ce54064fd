package dev.whiskbook.kernel.notebook;

import dev.whiskbook.kernel.CellError;
import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.MimeBundle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A session whose cells do what the test says they do; the others do nothing. */
final class ScriptedCells implements CellExecutor {

  private final Map<String, Consumer<CellOutput>> outputs = new HashMap<>();
  private final Map<String, MimeBundle> values = new HashMap<>();
  private final Map<String, CellError> errors = new HashMap<>();
  final List<String> executed = new ArrayList<>();

  ScriptedCells doing(String code, Consumer<CellOutput> writes) {
    outputs.put(code, writes);
    return this;
  }

  ScriptedCells returning(String code, MimeBundle value) {
    values.put(code, value);
    return this;
  }

  ScriptedCells failing(String code, String ename, String evalue, int line) {
    var traceback = List.of("\u001b[31m" + ename + "\u001b[0m: " + evalue, "at line " + line);
    errors.put(code, new CellError(ename, evalue, traceback, OptionalInt.of(line)));
    return this;
  }

  @Override
  public CellResult execute(CellRequest request, CellOutput output) {
    String code = request.code();
    executed.add(code);
    int count = executed.size();
    outputs.getOrDefault(code, _ -> {}).accept(output);
    CellError error = errors.get(code);
    return error != null
        ? new CellResult.Failure(count, error)
        : new CellResult.Success(count, Optional.ofNullable(values.get(code)));
  }
}
