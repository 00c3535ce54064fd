package dev.whiskbook.kernel.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.kernel.CellRequest;
import dev.whiskbook.kernel.CellResult;
import dev.whiskbook.kernel.CommMessage;
import dev.whiskbook.kernel.RecordedOutput;
import dev.whiskbook.kernel.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(600)
@DisplayName("Widgets")
class WidgetsTest {

  private static final String VIEW = "/data/application~1vnd.jupyter.widget-view+json";

  private Session session;
  private JupyterKernel kernel;
  private FrontEnd frontEnd;

  @BeforeEach
  void start() throws Exception {
    session =
        Session.builder()
            .imports(
                "java.util.*",
                "java.util.concurrent.*",
                "dev.whiskbook.kernel.widget.*",
                "static dev.whiskbook.kernel.Display.*",
                "static dev.whiskbook.kernel.widget.Interact.interact")
            .open();
    kernel = JupyterKernel.start(ConnectionFile.loopback(), () -> session);
    frontEnd = new FrontEnd(kernel.connection());
  }

  @AfterEach
  void stop() {
    frontEnd.close();
    kernel.close();
  }

  /** Executes a cell that succeeds. */
  private List<Message> execute(String code) throws Exception {
    var outcome = frontEnd.execute(code);
    assertEquals(
        "ok", outcome.reply().content().path("status").asString(), () -> outcome.summary() + "");
    return outcome.outputs();
  }

  private static List<Message> of(String type, List<Message> messages) {
    return messages.stream().filter(m -> m.header().type().equals(type)).toList();
  }

  /** The model that is opened of this class, as its {@code comm_open}. */
  private static Message opened(String model, List<Message> messages) {
    return of("comm_open", messages).stream()
        .filter(m -> state(m).path("_model_name").asString().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode state(Message message) {
    return message.content().path("data").path("state");
  }

  private static String id(Message opened) {
    return opened.content().path("comm_id").asString();
  }

  private static ObjectNode to(String id, Map<String, ?> data) {
    ObjectNode content = Json.object().put("comm_id", id);
    content.set("data", CommMessage.of(data).data());
    return content;
  }

  private String sendUpdate(String id, Map<String, ?> state) {
    return frontEnd.send(
        frontEnd.shell,
        "comm_msg",
        to(id, Map.of("method", "update", "state", state, "buffer_paths", List.of())));
  }

  /** All that is published until this message of a front end has been handled. */
  private List<Message> untilHandled(String request) throws Exception {
    var published = new ArrayList<Message>();
    while (true) {
      Message next = frontEnd.receive(frontEnd.iopub);
      boolean ofRequest = next.parentHeader().path("msg_id").asString().equals(request);
      if (ofRequest && next.content().path("execution_state").asString("").equals("idle")) {
        return published;
      }
      if (!next.header().type().equals("status")) {
        published.add(next);
      }
    }
  }

  private List<Message> update(String id, Map<String, ?> state) throws Exception {
    return untilHandled(sendUpdate(id, state));
  }

  /** What comms say, as method and state. */
  private static List<String> said(List<Message> messages) {
    return of("comm_msg", messages).stream()
        .map(m -> m.content().path("data").path("method").asString() + " " + state(m).toString())
        .toList();
  }

  private static String printed(List<Message> messages) {
    var text = new StringBuilder();
    of("stream", messages).forEach(m -> text.append(m.content().path("text").asString()));
    return text.toString();
  }

  /** Waits for text of a cell, which may be published a moment later than what caused it. */
  private Message nextStream() throws Exception {
    Message message = frontEnd.receive(frontEnd.iopub);
    while (!message.header().type().equals("stream")) {
      message = frontEnd.receive(frontEnd.iopub);
    }
    return message;
  }

  private String value(String expression) throws Exception {
    return execute(expression).getLast().content().at("/data/text~1plain").asString();
  }

  @Test
  @DisplayName("are opened when they are first shown, with all that they refer to before them")
  void opening() throws Exception {
    assertEquals(List.of(), of("comm_open", execute("var n = IntSlider.of(\"n\", 1, 64);")));
    List<Message> outputs = execute("n.value(8)");
    Message slider = opened("IntSliderModel", outputs);
    assertEquals("jupyter.widget", slider.content().path("target_name").asString());
    assertEquals("2.1.0", slider.metadata().path("version").asString());
    assertEquals("[]", slider.content().path("data").path("buffer_paths").toString());
    JsonNode state = state(slider);
    assertEquals("@jupyter-widgets/controls", state.path("_model_module").asString());
    assertEquals("IntSliderView", state.path("_view_name").asString());
    assertEquals(
        List.of(1, 64, 8, "n"),
        List.of(
            state.path("min").asInt(),
            state.path("max").asInt(),
            state.path("value").asInt(),
            state.path("description").asString()));
    assertEquals(
        "IPY_MODEL_" + id(opened("LayoutModel", outputs)), state.path("layout").asString());
    assertEquals(
        "IPY_MODEL_" + id(opened("SliderStyleModel", outputs)), state.path("style").asString());
    assertEquals(slider, of("comm_open", outputs).getLast());

    JsonNode result = outputs.getLast().content();
    assertEquals(id(slider), result.at(VIEW).path("model_id").asString());
    assertEquals(2, result.at(VIEW).path("version_major").asInt());
    assertEquals("n = 8", result.at("/data/text~1plain").asString());
    List<Message> again = execute("n");
    assertEquals(List.of(), of("comm_open", again), "shown twice it is one widget");
    assertEquals(id(slider), again.getLast().content().at(VIEW).path("model_id").asString());
  }

  @Test
  @DisplayName("tell all pages what one has changed, and their handlers, who print in the cell")
  void changes() throws Exception {
    execute("var n = IntSlider.of(\"n\", 1, 64);");
    String slider =
        id(opened("IntSliderModel", execute("n.onChange(v -> System.out.println(\"now \" + v))")));
    String cell = frontEnd.send(frontEnd.shell, "execute_request", FrontEnd.code("display(n);"));
    frontEnd.receive(frontEnd.shell);
    untilHandled(cell);
    String request = sendUpdate(slider, Map.of("value", 9));
    List<Message> handled = untilHandled(request);
    assertEquals(List.of("echo_update {\"value\":9}"), said(handled));
    assertEquals(request, handled.getFirst().parentHeader().path("msg_id").asString());
    Message text =
        of("stream", handled).isEmpty() ? nextStream() : of("stream", handled).getFirst();
    assertEquals("now 9\n", text.content().path("text").asString());
    assertFalse(text.parentHeader().path("msg_id").asString().equals(request), "in the cell");
    assertEquals("9", value("n.value()"));
    assertEquals(List.of("echo_update {\"value\":9}"), said(update(slider, Map.of("value", 9))));
    assertEquals("9", value("n.value()"));
  }

  @Test
  @DisplayName("are changed by cells, within their bounds")
  void changesByCells() throws Exception {
    execute("var x = FloatSlider.of(\"x\", 0, 1); x");
    List<Message> outputs =
        execute("x.onChange(v -> System.out.println(\"now \" + v)); x.value(0.25); x.value(0.25);");
    assertEquals(List.of("update {\"value\":0.25}", "update {\"value\":0.25}"), said(outputs));
    assertEquals("now 0.25\n", printed(outputs));
    var refused = frontEnd.execute("x.value(7)").reply().content();
    assertEquals(
        "The FloatSlider \"x\" takes values from 0.0 to 1.0, not 7.0.",
        refused.path("evalue").asString());
    assertEquals("0.25", value("x.value()"));
    assertEquals(
        "The bounds of the IntSlider \"n\" are the other way round, or no numbers: from 2 to 1.",
        frontEnd.execute("IntSlider.of(\"n\", 2, 1)").reply().content().path("evalue").asString());
    assertEquals(
        "boom",
        frontEnd
            .execute("x.onChange(v -> { throw new Exception(\"boom\"); }); x.value(0.5)")
            .reply()
            .content()
            .path("evalue")
            .asString());
  }

  @Test
  @DisplayName("put back what a page has sent that they cannot be, and say so")
  void refusals() throws Exception {
    String slider = id(opened("IntSliderModel", execute("var n = IntSlider.of(\"n\", 1, 64); n")));
    for (Object bad : List.of(65, 1.5, "much", Map.of("a", 1), List.of(1))) {
      List<Message> handled = update(slider, Map.of("value", bad, "nosuch", 1));
      assertEquals(List.of("update {\"value\":1}"), said(handled));
      Message said =
          of("stream", handled).isEmpty() ? nextStream() : of("stream", handled).getFirst();
      assertTrue(
          said.content().path("text").asString().startsWith("The IntSlider \"n\" takes "),
          said.content()::toString);
    }
    assertEquals(List.of(), said(update(slider, Map.of("max", 1000, "description", "x"))));
    assertEquals("1", value("n.value()"));
  }

  @Test
  @DisplayName("of all kinds have the value that a page has set, by their own type")
  void kinds() throws Exception {
    record Kind(String widget, String model, String name, Object sent, String value) {}
    for (Kind kind :
        List.of(
            new Kind("IntText.of(\"a\")", "IntTextModel", "value", -7, "-7"),
            new Kind("FloatText.of(\"a\")", "FloatTextModel", "value", 2.5, "2.5"),
            new Kind("FloatSlider.of(\"a\", 0, 5)", "FloatSliderModel", "value", 2, "2.0"),
            new Kind("Checkbox.of(\"a\")", "CheckboxModel", "value", true, "true"),
            new Kind("Text.of(\"a\")", "TextModel", "value", "word", "word"),
            new Kind("Dropdown.of(\"a\", \"x\", \"y\")", "DropdownModel", "index", 1, "y"),
            new Kind("ToggleButtons.of(\"a\", 16, 64)", "ToggleButtonsModel", "index", 1, "64"),
            new Kind(
                "SelectMultiple.of(\"a\", 16, 64, 256)",
                "SelectMultipleModel",
                "index",
                List.of(0, 2),
                "[16, 256]"))) {
      String id = id(opened(kind.model(), execute("var w = " + kind.widget() + "; w")));
      update(id, Map.of(kind.name(), kind.sent()));
      assertEquals(kind.value(), value("w.value()"), kind.model());
      assertEquals("a = " + kind.value(), value("w"));
      update(id, Map.of(kind.name(), Map.of("no", "value")));
      assertEquals(kind.value(), value("w.value()"), kind.model());
    }
    assertEquals(
        "\"a\" has no option z: choose from [x, y].",
        frontEnd
            .execute("Dropdown.of(\"a\", \"x\", \"y\").value(\"z\")")
            .reply()
            .content()
            .path("evalue")
            .asString());
  }

  @Test
  @DisplayName("in boxes are shown together, those that cannot be changed among them")
  void boxes() throws Exception {
    List<Message> outputs =
        execute(
            """
            var bar = IntProgress.of("done", 10);
            var note = Label.of("waiting");
            VBox.of(HBox.of(bar, note), HTML.of("<b>x</b>"))""");
    assertEquals(
        "ProgressView", state(opened("IntProgressModel", outputs)).path("_view_name").asString());
    JsonNode children = state(opened("VBoxModel", outputs)).path("children");
    assertEquals("IPY_MODEL_" + id(opened("HBoxModel", outputs)), children.path(0).asString());
    assertEquals("IPY_MODEL_" + id(opened("HTMLModel", outputs)), children.path(1).asString());
    assertEquals(
        "done = 0 of 10  waiting\n<b>x</b>",
        outputs.getLast().content().at("/data/text~1plain").asString());
    assertEquals(
        List.of("update {\"value\":4}", "update {\"value\":\"at work\"}"),
        said(execute("bar.value(4); note.value(\"at work\");")));
  }

  @Test
  @DisplayName("tell a page that asks their state, one by one or all at once")
  void states() throws Exception {
    String slider = id(opened("IntSliderModel", execute("var n = IntSlider.of(\"n\", 1, 64); n")));
    execute("n.value(5);");
    List<Message> one =
        untilHandled(
            frontEnd.send(
                frontEnd.shell, "comm_msg", to(slider, Map.of("method", "request_state"))));
    assertEquals(5, state(one.getFirst()).path("value").asInt());
    assertEquals("IntSliderModel", state(one.getFirst()).path("_model_name").asString());

    JsonNode states = loadPage("page");
    assertEquals(3, states.size(), "slider, its layout, its style");
    JsonNode model = states.path(slider);
    assertEquals("IntSliderModel", model.path("model_name").asString());
    assertEquals("2.0.0", model.path("model_module_version").asString());
    assertEquals(5, model.path("state").path("value").asInt());
    execute("n.close();");
    assertFalse(loadPage("another").has(slider));
  }

  /** Has another page load, and tells what that has got. */
  private JsonNode loadPage(String comm) throws Exception {
    FrontEnd former = frontEnd;
    former.close();
    frontEnd = new FrontEnd(kernel.connection());
    return askForAll(comm);
  }

  private JsonNode askForAll(String comm) throws Exception {
    untilHandled(
        frontEnd.send(
            frontEnd.shell,
            "comm_open",
            to(comm, Map.of()).put("target_name", "jupyter.widget.control")));
    List<Message> answer =
        untilHandled(
            frontEnd.send(
                frontEnd.shell, "comm_msg", to(comm, Map.of("method", "request_states"))));
    JsonNode data = answer.getFirst().content().path("data");
    assertEquals("update_states", data.path("method").asString());
    return data.path("states");
  }

  @Test
  @DisplayName("of a session without any are none")
  void noStates() throws Exception {
    assertEquals("{}", loadPage("page").toString());
  }

  @Test
  @DisplayName("do what a click is for, each click, and say where that has failed")
  void buttons() throws Exception {
    execute("int clicks = 0;");
    String button =
        id(
            opened(
                "ButtonModel",
                execute(
                    """
                    var run = Button.of("Run");
                    run.onClick(() -> { clicks++; })
                       .onClick(() -> { if (clicks == 2) throw new Exception("twice"); })""")));
    for (int i = 0; i < 2; i++) {
      frontEnd.send(
          frontEnd.shell,
          "comm_msg",
          to(button, Map.of("method", "custom", "content", Map.of("event", "click"))));
    }
    String failure = nextStream().content().path("text").asString();
    assertTrue(failure.contains("The handler of [Run] failed:"), failure);
    assertTrue(failure.contains("Exception") && failure.contains("twice"), failure);
    assertTrue(failure.contains("line 3") && !failure.contains("do_it"), failure);
    assertEquals("2", value("clicks"));
    assertEquals("3", value("run.click(); clicks"));
  }

  @Test
  @DisplayName("are gone from the page when they are closed, and open again when they are shown")
  void closing() throws Exception {
    String slider = id(opened("IntSliderModel", execute("var n = IntSlider.of(\"n\", 1, 9); n")));
    List<Message> closed = of("comm_close", execute("n.close(); n.close(); n.value(3);"));
    assertEquals(List.of(slider), closed.stream().map(WidgetsTest::id).toList());
    Message again = opened("IntSliderModel", execute("n"));
    assertFalse(id(again).equals(slider));
    assertEquals(3, state(again).path("value").asInt());
    untilHandled(frontEnd.send(frontEnd.shell, "comm_close", to(id(again), Map.of())));
    assertEquals(List.of(), said(execute("n.value(4);")));
    assertEquals("4", value("n.value()"));
  }

  @Test
  @DisplayName("are kept for the last thousand only, by cells, however often cells make them")
  void bounds() throws Exception {
    execute("var kept = IntSlider.of(\"kept\", 1, 9); kept");
    int most = 0;
    for (int i = 0; i < 40; i++) {
      execute("display(kept); for (int i = 0; i < 30; i++) display(Checkbox.of(\"box\"));");
      most = Math.max(most, session.comms().all().size());
    }
    assertTrue(most > 900 && most <= 1_010, "" + most);
    assertEquals(
        1,
        loadPage("page").properties().stream()
            .filter(m -> m.getValue().path("model_name").asString().equals("IntSliderModel"))
            .count());
  }

  @Test
  @DisplayName("where no page can show them are text, and are not opened")
  void headless() {
    var output = new RecordedOutput();
    var result =
        session.execute(CellRequest.of("interact(IntSlider.of(\"n\", 1, 9), n -> n * 10)"), output);
    assertEquals(CellResult.Success.class, result.getClass(), result::toString);
    assertEquals(List.of("n = 1", "10"), output.displays());
    assertEquals(1, output.bundles().getFirst().data().size());
    assertEquals(List.of(), List.copyOf(session.comms().all()));
    output = new RecordedOutput();
    session.execute(
        CellRequest.of("var m = IntSlider.of(\"m\", 1, 9); interact(m, v -> v); m.value(7);"),
        output);
    assertEquals(List.of("m = 1", "1", "updated: 7"), output.displays());
  }

  private static String shown(Message update) {
    assertEquals("update_display_data", update.header().type());
    return update.content().at("/data/text~1plain").asString();
  }

  private List<String> shownFor(String id, Map<String, ?> state) throws Exception {
    return of("update_display_data", update(id, state)).stream().map(WidgetsTest::shown).toList();
  }

  @Test
  @DisplayName("interact: the result stands below and is made anew at each change")
  void interact() throws Exception {
    List<Message> outputs =
        execute(
            """
            interact(IntSlider.of("n", 0, 9).value(2), Checkbox.of("square"), (n, square) -> {
              System.out.println("called");
              return 100 / (square ? n * n : n);
            })""");
    List<Message> displays = of("display_data", outputs);
    assertEquals(2, displays.size());
    assertEquals(
        id(opened("VBoxModel", outputs)),
        displays.getFirst().content().at(VIEW).path("model_id").asString());
    assertEquals("50", displays.get(1).content().at("/data/text~1plain").asString());
    assertEquals(List.of(), of("execute_result", outputs), "it is shown once");
    String display = displays.get(1).content().at("/transient/display_id").asString();
    String slider = id(opened("IntSliderModel", outputs));
    List<Message> handled = update(slider, Map.of("value", 5));
    Message shown = of("update_display_data", handled).getFirst();
    assertEquals("20", shown(shown));
    assertEquals(display, shown.content().at("/transient/display_id").asString());
    assertEquals(
        List.of("4"), shownFor(id(opened("CheckboxModel", outputs)), Map.of("value", true)));
    String failure = shownFor(slider, Map.of("value", 0)).getFirst();
    assertTrue(failure.contains("ArithmeticException") && failure.contains("line 3"), failure);
    assertEquals(List.of("1"), shownFor(slider, Map.of("value", 9)));
    assertEquals(List.of(), shownFor(slider, Map.of("value", 9)));
  }

  @Test
  @DisplayName("interact: a first call that fails is the cell's failure")
  void firstCall() throws Exception {
    assertEquals(
        "no",
        frontEnd
            .execute("interact(IntText.of(\"n\"), n -> { throw new Exception(\"no\"); })")
            .reply()
            .content()
            .path("evalue")
            .asString());
  }

  @Test
  @DisplayName("interact: changes that come while a call takes its time are one, the newest")
  void coalescing() throws Exception {
    List<Message> outputs =
        execute(
            """
            var calls = new ArrayList<Integer>();
            var told = new ArrayList<Integer>();
            var proceed = new CountDownLatch(1);
            var n = IntSlider.of("n", 0, 1000);
            n.onChange(v -> told.add(v));
            interact(n, v -> {
              calls.add(v);
              if (v == 1) { System.out.println("on"); proceed.await(); }
              return v;
            })""");
    String slider = id(opened("IntSliderModel", outputs));
    sendUpdate(slider, Map.of("value", 1));
    assertEquals("on\n", nextStream().content().path("text").asString());
    String last = "";
    for (int i = 2; i <= 101; i++) {
      last = sendUpdate(slider, Map.of("value", i));
    }
    // It is answered aside, after all that came before has been read.
    String asked = frontEnd.send(frontEnd.shell, "is_complete_request", FrontEnd.code("1"));
    assertEquals(asked, frontEnd.receive(frontEnd.shell).parentHeader().path("msg_id").asString());
    var _ = session.evaluate("new Object() {{ proceed.countDown(); }}");
    untilHandled(last);
    assertEquals("[0, 1, 101]", value("calls"));
    assertEquals("[1, 101]", value("told"));
  }

  @Test
  @DisplayName("interact: an interrupt stops a call, and the next change begins another")
  void interrupts() throws Exception {
    String slider =
        id(
            opened(
                "IntSliderModel",
                execute(
                    """
                    interact(IntSlider.of("n", 0, 9), n -> {
                      if (n == 1) { System.out.println("on"); while (true) {} }
                      return n;
                    })""")));
    String request = sendUpdate(slider, Map.of("value", 1));
    assertEquals("on\n", nextStream().content().path("text").asString());
    frontEnd.send(frontEnd.control, "interrupt_request", Json.object());
    List<Message> handled = of("update_display_data", untilHandled(request));
    assertEquals("Interrupted: change a value to go on.", shown(handled.getFirst()));
    assertEquals(List.of("2"), shownFor(slider, Map.of("value", 2)));
  }

  @Test
  @DisplayName("interact: a page that was loaded later has the result among the widgets")
  void laterPages() throws Exception {
    List<Message> outputs = execute("interact(IntSlider.of(\"n\", 0, 9), n -> n * 10)");
    String slider = id(opened("IntSliderModel", outputs));
    String box = id(opened("VBoxModel", outputs));
    var _ = askForAll("the same page, connected again");
    assertEquals(List.of("20"), shownFor(slider, Map.of("value", 2)));
    assertEquals(1, loadPage("page").path(box).path("state").path("children").size());
    List<Message> handled = update(slider, Map.of("value", 3));
    String area = id(opened("OutputModel", handled));
    JsonNode output = state(opened("OutputModel", handled)).path("outputs").path(0);
    assertEquals("display_data", output.path("output_type").asString());
    assertEquals("30", output.path("data").path("text/plain").asString());
    Message grown =
        of("comm_msg", handled).stream().filter(m -> id(m).equals(box)).findFirst().orElseThrow();
    assertEquals("IPY_MODEL_" + area, state(grown).path("children").path(2).asString());
    assertEquals("30", shown(of("update_display_data", handled).getFirst()), "the former page too");
    Message next =
        of("comm_msg", update(slider, Map.of("value", 4))).stream()
            .filter(m -> id(m).equals(area))
            .findFirst()
            .orElseThrow();
    assertEquals("40", state(next).at("/outputs/0/data/text~1plain").asString());
  }

  @Test
  @DisplayName("interact: ends when its cell is executed again")
  void again() throws Exception {
    execute("int calls = 0; var n = IntSlider.of(\"n\", 0, 9);");
    String slider = "";
    for (int i = 0; i < 3; i++) {
      String cell =
          frontEnd.sendWith(
              Json.object().put("cellId", "c1"),
              "execute_request",
              FrontEnd.code("interact(n, v -> ++calls)"));
      frontEnd.receive(frontEnd.shell);
      List<Message> outputs = untilHandled(cell);
      slider = i == 0 ? id(opened("IntSliderModel", outputs)) : slider;
      assertEquals(i == 0 ? 0 : 1, of("comm_close", outputs).size(), "the box of the one before");
    }
    assertEquals(List.of("4"), shownFor(slider, Map.of("value", 5)));
  }
}
