package dev.whiskbook.kernel.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.debug.Debugging.Stopped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DebuggerTest {

  @Test
  void a_cell_stops_at_its_breakpoint_and_goes_on() {
    String code = "int a = 1;\nint b = a + 1;\na + b";
    try (var debugging = Debugging.attached()) {
      debugging.breakAt(code, 2);
      var cell = debugging.start(code);
      Stopped stop = debugging.stopped();
      assertEquals(new Stopped("breakpoint", 1, List.of("cell 1:2"), stop.frame()), stop);
      assertEquals(List.of("a=1"), debugging.variables(stop.frame(), "Globals"));
      debugging.goOn(stop);
      assertEquals("3", Debugging.value(Debugging.end(cell)));
    }
  }

  @Test
  void steps_go_over_into_and_out_of_methods_and_from_snippet_to_snippet() {
    String code =
        """
        int twice(int n) {
          int m = n * 2;
          return m;
        }
        int x = 3;
        int y = twice(x);
        for (int i = 0; i < 2; i++) {
          x += i;
        }
        x + y
        """;
    try (var debugging = Debugging.attached()) {
      debugging.breakAt(code, 5);
      var cell = debugging.start(code);
      Stopped stop = debugging.stopped();
      assertEquals(List.of("cell 1:5"), stop.stack());
      stop = debugging.go("next", stop);
      assertEquals(List.of("cell 1:6"), stop.stack());
      stop = debugging.go("stepIn", stop);
      assertEquals(List.of("twice, cell 1:2", "cell 1:6"), stop.stack());
      stop = debugging.go("next", stop);
      assertEquals(List.of("twice, cell 1:3", "cell 1:6"), stop.stack());
      assertEquals(List.of("n=3", "m=6"), debugging.variables(stop.frame(), "Locals"));
      stop = debugging.go("stepOut", stop);
      assertEquals(List.of("cell 1:6"), stop.stack());
      stop = debugging.go("next", stop);
      assertEquals(List.of("cell 1:7"), stop.stack());
      stop = debugging.go("next", stop);
      assertEquals(List.of("cell 1:8"), stop.stack());
      assertEquals(List.of("i=0", "x=3", "y=6"), debugging.variables(stop.frame(), "Locals"));
      stop = debugging.go("next", stop);
      assertEquals(List.of("cell 1:7"), stop.stack());
      stop = debugging.go("next", stop);
      assertEquals(List.of("cell 1:8"), stop.stack());
      debugging.goOn(stop);
      assertEquals("10", Debugging.value(Debugging.end(cell)));
    }
  }

  @Test
  void expressions_see_and_set_local_variables() {
    String code =
        """
        import java.util.*;
        String join(List<String> parts, int n) {
          String all = String.join("-", parts);
          return all + n;
        }
        join(List.of("a", "b"), 7)
        """;
    try (var debugging = Debugging.attached()) {
      debugging.breakAt(code, 4);
      var cell = debugging.start(code);
      Stopped stop = debugging.stopped();
      assertEquals(
          List.of("parts=[\"a\", \"b\"]", "n=7", "all=\"a-b\""),
          debugging.variables(stop.frame(), "Locals"));
      assertEquals(
          "8", debugging.evaluate("parts.get(1).length() + n", stop).path("result").asString());
      debugging.evaluate("n = 40", stop);
      debugging.goOn(stop);
      assertEquals("a-b40", Debugging.value(Debugging.end(cell)));
    }
  }

  @Test
  void a_breakpoint_in_a_method_of_an_earlier_cell_is_met_also_if_it_ran_before_the_debugger() {
    String method = "// the head\nint half(int n) {\n\n  int h = n / 2;\n  return h;\n}";
    try (var debugging = new Debugging()) {
      debugging.run("int untouched = 5;");
      debugging.run(method);
      debugging.ask("attach");
      assertEquals("initialized", debugging.event());
      debugging.breakAt(method, 2);
      var cell = debugging.start("half(untouched * 2)");
      Stopped stop = debugging.stopped();
      assertEquals(List.of("half, cell 2:4", "cell 3:1"), stop.stack());
      debugging.goOn(stop);
      assertEquals("5", Debugging.value(Debugging.end(cell)));
    }
  }

  @Test
  void an_interrupt_ends_a_cell_that_is_stopped() {
    String code = "int n = 1;\nwhile (true) {\n  n++;\n}";
    try (var debugging = Debugging.attached()) {
      debugging.breakAt(code, 3);
      var cell = debugging.start(code);
      debugging.stopped();
      debugging.session.interrupt();
      var failure = assertInstanceOf(CellResult.Failure.class, Debugging.end(cell));
      assertEquals("Interrupted", failure.error().ename());
      assertEquals("continued", debugging.event());
      assertEquals("1", Debugging.value(debugging.run("n")));
    }
  }

  @Test
  void other_cells_can_be_completed_and_variables_looked_at_while_one_is_stopped() {
    String code = "String greeting = \"hello\";\ngreeting = greeting + 1;\ngreeting";
    try (var debugging = Debugging.attached()) {
      debugging.breakAt(code, 2);
      var cell = debugging.start(code);
      Stopped stop = debugging.stopped();
      var found = debugging.session.complete("greeti", 6);
      assertEquals("greeting", found.matches().getFirst().text());
      JsonNode variables = debugging.ask("inspectVariables").path("variables");
      assertEquals("greeting", variables.path(0).path("name").asString());
      assertEquals("String", variables.path(0).path("type").asString());
      debugging.goOn(stop);
      assertEquals("hello1", Debugging.value(Debugging.end(cell)));
    }
  }

  @Test
  void an_exception_stops_where_it_comes_into_a_cell() {
    String code =
        """
        int parse(String text) {
          int result = 0;
          result = Integer.parseInt(text);
          return result;
        }
        int n = -1;
        try {
          n = parse("x");
        } catch (NumberFormatException e) {
          n = 0;
        }
        n
        """;
    try (var debugging = Debugging.attached()) {
      debugging.stopFor("raised");
      var cell = debugging.start(code);
      Stopped stop = debugging.stopped();
      assertEquals("exception", stop.reason());
      assertEquals(List.of("parse, cell 1:3", "cell 1:8"), stop.stack());
      List<String> locals = debugging.variables(stop.frame(), "Locals");
      assertEquals("result=0", locals.getLast());
      assertEquals(
          "java.lang.NumberFormatException",
          debugging.ask("exceptionInfo").path("exceptionId").asString());
      debugging.goOn(stop);
      assertEquals("0", Debugging.value(Debugging.end(cell)));

      debugging.stopFor("uncaught");
      String caught = "try { n = parse(\"x\"); } catch (NumberFormatException e) {}\nn";
      assertEquals("0", Debugging.value(debugging.run(caught)));
      cell = debugging.start("parse(\"y\")");
      stop = debugging.stopped();
      assertEquals("exception", stop.reason());
      assertEquals(List.of("parse, cell 1:3", "cell 3:1"), stop.stack());
      debugging.goOn(stop);
      assertInstanceOf(CellResult.Failure.class, Debugging.end(cell));
    }
  }

  @Test
  void one_thread_is_shown_at_a_time_and_all_get_their_turn() {
    String code =
        """
        var sum = new java.util.concurrent.atomic.AtomicInteger();
        void add(int n) {
          sum.addAndGet(n);
        }
        var threads = new ArrayList<Thread>();
        for (int i = 1; i <= 3; i++) {
          int n = i;
          threads.add(n == 3 ? Thread.startVirtualThread(() -> add(n)) : new Thread(() -> add(n)));
        }
        threads.forEach(t -> { if (!t.isVirtual()) t.start(); });
        for (Thread t : threads) t.join();
        sum.get()
        """;
    try (var debugging = Debugging.attached()) {
      debugging.run("import java.util.*;");
      debugging.breakAt(code, 3);
      var cell = debugging.start(code);
      var seen = new TreeSet<Integer>();
      var arguments = new TreeSet<String>();
      for (int i = 0; i < 3; i++) {
        Stopped stop = debugging.stopped();
        assertEquals(List.of("add, cell 2:3", "lambda, cell 2:8"), stop.stack());
        seen.add(stop.thread());
        arguments.addAll(debugging.variables(stop.frame(), "Locals"));
        debugging.goOn(stop);
      }
      assertEquals(3, seen.size());
      assertEquals(Set.of("n=1", "n=2", "n=3"), arguments);
      assertEquals("6", Debugging.value(Debugging.end(cell)));
    }
  }

  @Test
  void detaching_lets_everything_go_on_and_takes_the_probes_out() {
    String code = "int slow(int n) {\n  return n + 1;\n}\nslow(1)";
    try (var debugging = Debugging.attached()) {
      debugging.breakAt(code, 2);
      var cell = debugging.start(code);
      debugging.stopped();
      debugging.ask("disconnect");
      assertEquals("2", Debugging.value(Debugging.end(cell)));
      assertFalse(debugging.ask("debugInfo").path("isStarted").asBoolean());
      assertEquals("3", Debugging.value(debugging.run("slow(2)")));
      assertEquals("continued", debugging.event());
    }
  }

  @Test
  void a_running_loop_is_paused() throws InterruptedException {
    String code =
        """
        boolean on = true, told = false;
        while (on) {
          if (!told) System.out.println("looping");
          told = true;
        }
        """;
    try (var debugging = Debugging.attached()) {
      var cell = debugging.start(code);
      debugging.output.awaitText();
      debugging.ask("pause", a -> a.put("threadId", 1));
      Stopped stop = debugging.stopped();
      assertEquals("pause", stop.reason());
      debugging.evaluate("on = false", stop);
      debugging.goOn(stop);
      assertInstanceOf(CellResult.Success.class, Debugging.end(cell));
    }
  }
}
