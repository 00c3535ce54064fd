package dev.whiskbook.kernel.notebook;

import static dev.whiskbook.kernel.notebook.NotebookText.code;
import static dev.whiskbook.kernel.notebook.NotebookText.notebook;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  @Test
  void the_injected_cell_follows_the_parameters_and_assigns_in_the_given_order() throws Exception {
    Notebook notebook = parse(code("a"), code("int n = 1;\nString who = \"\";", "parameters"));
    var values = new LinkedHashMap<String, String>();
    values.put("who", "world");
    values.put("n", "2");
    Parameters.inject(notebook, values);

    assertEquals("// Parameters\nwho = \"world\";\nn = 2;", notebook.cells().get(2).source());
    assertTrue(notebook.cells().get(2).hasTag("injected-parameters"));
  }

  @Test
  void an_injected_cell_of_a_former_execution_is_replaced() throws Exception {
    Notebook notebook =
        parse(code("int n = 1;", "parameters"), code("n = 7;", "injected-parameters"), code("z"));
    Parameters.inject(notebook, Map.of("n", "2"));

    assertEquals(
        List.of("int n = 1;", "// Parameters\nn = 2;", "z"),
        NotebookText.sources(notebook).toList());
  }

  @Test
  void without_parameters_the_notebook_stays_as_it_is() throws Exception {
    Notebook notebook = parse(code("a"));
    Parameters.inject(notebook, Map.of());
    assertEquals(1, notebook.cells().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          int n = 1;                 | 1_000     | n = 1000;
          final int n = 1;           | -3        | n = -3;
          long n = 1;                | 5         | n = 5L;
          double n = 1;              | 5         | n = 5.0;
          double n = 1;              | 1e-3      | n = 0.001;
          double n = 1;              | NaN       | n = Double.NaN;
          float n = 1;               | 0.5       | n = 0.5f;
          byte n = 1;                | 7         | n = (byte) 7;
          boolean n = true;          | false     | n = false;
          String n = "";             | 12 "\\"   | n = "12 \\"\\\\\\"";
          var n = 1;                 | 2         | n = 2;
          var n = -1L;               | 2         | n = 2L;
          var n = 1.0;               | 2         | n = 2.0;
          var n = "a";               | 2         | n = "2";
          var n = count();           | 2         | n = 2;
          var n = count();           | 3000000000 | n = 3000000000L;
          var n = count();           | a b       | n = "a b";
          int a = 1, n = 2;          | 3         | n = 3;
          import java.util.*; int n = 2; | 3     | n = 3;
          """)
  void a_value_becomes_a_literal_of_the_declared_type(
      String declaration, String value, String assignment) throws Exception {
    Notebook notebook = parse(code(declaration, "parameters"));
    Parameters.inject(notebook, Map.of("n", value));
    assertEquals("// Parameters\n" + assignment, notebook.cells().get(1).source());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int n = 1;          | n=1.5        | n is declared as int; give a whole number
          int n = 1;          | n=3000000000 | give a whole number from -2147483648 to 2147483647
          double n = 1;       | n=much       | n is declared as double; give a number
          boolean n = true;   | n=yes        | n is declared as boolean; give true or false
          List<String> n = x; | n=a          | only numbers, booleans and texts can be given
          int n = 1, m = 2;   | k=1          | declares no k; it declares n, m.
          println();          | k=1          | declares no k; it declares nothing.
          """)
  void what_cannot_be_set_is_an_error(String declaration, String option, String sentence)
      throws Exception {
    Notebook notebook = parse(code(declaration, "parameters"));
    String[] pair = option.split("=", 2);
    var e =
        assertThrows(
            NotebookException.class, () -> Parameters.inject(notebook, Map.of(pair[0], pair[1])));
    assertTrue(e.getMessage().startsWith("-p " + option + ":"), e.getMessage());
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  @Test
  void parameters_for_a_notebook_that_takes_none_are_an_error() throws Exception {
    Notebook notebook = parse(code("int n = 1;"));
    var e =
        assertThrows(NotebookException.class, () -> Parameters.inject(notebook, Map.of("n", "2")));
    assertTrue(e.getMessage().contains("none of its cells is tagged \"parameters\""));
  }

  private static Notebook parse(String... cells) throws NotebookException {
    return Notebook.parse("n.ipynb", notebook(cells));
  }
}
