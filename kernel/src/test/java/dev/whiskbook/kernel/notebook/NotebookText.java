package dev.whiskbook.kernel.notebook;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Notebook files for tests, from one line a cell. */
final class NotebookText {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private NotebookText() {}

  static String notebook(String... cells) {
    return """
        {"cells": [%s], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """
        .formatted(String.join(",", cells));
  }

  static String code(String source, String... tags) {
    return """
        {"cell_type": "code", "id": "%s", "execution_count": 9, "metadata": {"tags": [%s]},
         "outputs": [{"output_type": "stream", "name": "stdout", "text": ["old"]}],
         "source": %s}"""
        .formatted(Cell.newId(), quoted(List.of(tags)), MAPPER.writeValueAsString(source));
  }

  static String markdown(String source) {
    return """
        {"cell_type": "markdown", "id": "%s", "metadata": {}, "source": ["%s"]}"""
        .formatted(Cell.newId(), source);
  }

  private static String quoted(List<String> strings) {
    return strings.stream().map(MAPPER::writeValueAsString).collect(Collectors.joining(","));
  }

  static Stream<String> sources(Notebook notebook) {
    return notebook.cells().stream().map(Cell::source);
  }
}
