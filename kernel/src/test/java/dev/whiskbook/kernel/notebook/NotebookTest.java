package dev.whiskbook.kernel.notebook;

import static dev.whiskbook.kernel.notebook.NotebookText.code;
import static dev.whiskbook.kernel.notebook.NotebookText.notebook;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotebookTest {

  @Test
  void it_is_written_as_nbformat_writes_it() throws Exception {
    String asNbformatWritesIt =
        """
        {
         "cells": [
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "a1",
           "metadata": {},
           "outputs": [],
           "source": [
            "int n = 1;\\n",
            "\\"π 😀\\""
           ]
          }
         ],
         "metadata": {
          "b": [],
          "z": 0.5
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }
        """;
    assertEquals(asNbformatWritesIt, Notebook.parse("n.ipynb", asNbformatWritesIt).toJson());
  }

  @ParameterizedTest
  @CsvSource({
    "0.0007973464102066785, 0.0007973464102066785",
    "0.0001, 0.0001",
    "0.00003, 3e-05",
    "1.5E-7, 1.5e-07",
    "1.0E7, 10000000.0",
    "1.0E15, 1000000000000000.0",
    "1.0E16, 1e+16",
    "-1.25E300, -1.25e+300",
    "-0.0, -0.0",
    "3.5, 3.5"
  })
  void numbers_are_written_as_python_writes_them(double number, String written) {
    assertEquals(written, NotebookJson.number(number));
  }

  @Test
  void cells_of_older_formats_get_ids_and_doubled_ids_are_told_apart() throws Exception {
    String old =
        """
        {"cells": [{"cell_type": "code", "source": "1", "metadata": {}, "id": "x"},
                   {"cell_type": "code", "source": ["2"], "metadata": {}, "id": "x"},
                   {"cell_type": "raw", "source": [], "metadata": {}}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 0}
        """;
    Notebook notebook = Notebook.parse("n.ipynb", old);

    var ids = notebook.cells().stream().map(cell -> cell.json().get("id").asString()).toList();
    assertEquals("x", ids.get(0));
    assertNotEquals("x", ids.get(1));
    assertTrue(ids.get(2).matches("[0-9a-f]{8}"));
    assertTrue(notebook.toJson().contains("\"nbformat_minor\": 5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"cells": [           | n.ipynb is no notebook: it is no JSON from line 1 on
          []                    | n.ipynb is no notebook: it is JSON, but names no "nbformat"
          {"nbformat": 3}       | in notebook format 3; convert it with: jupyter nbconvert
          {"nbformat": 5}       | in notebook format 5.0, and the newest that Whiskbook knows is 4.5
          {"nbformat": 4, "nbformat_minor": 6} | in notebook format 4.6
          {"nbformat": 4}       | it has no list of "cells"
          {"nbformat": 4, "cells": [{"cell_type": "code"}]}   | its cell 1 has no "cell_type"
          {"nbformat": 4, "cells": [{"cell_type": "x", "source": ""}]} | its cell 1 has no "cell_type"
          {"nbformat": 4, "cells": [1]} | its cell 1 has no "cell_type"
          {"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"language": "python"}}} | is a notebook in python
          """)
  void what_is_no_java_notebook_is_refused_with_a_sentence(String content, String sentence) {
    var e = assertThrows(NotebookException.class, () -> Notebook.parse("n.ipynb", content));
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  @Test
  void a_notebook_of_another_java_kernel_is_taken() throws Exception {
    String content =
        notebook(code("a"))
            .replace(
                "\"metadata\": {},", "\"metadata\": {\"language_info\": {\"name\": \"Java\"}},");
    assertEquals(1, Notebook.parse("n.ipynb", content).cells().size());
  }

  @Test
  void a_missing_file_is_named() {
    var e = assertThrows(NotebookException.class, () -> Notebook.read(Path.of("no", "such.ipynb")));
    assertTrue(e.getMessage().startsWith("There is no notebook no"), e.getMessage());
  }
}
