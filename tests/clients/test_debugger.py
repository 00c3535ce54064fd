"""The debugger, as a front end drives it: the Debug Adapter Protocol over jupyter_client."""

import pytest

pytestmark = pytest.mark.usefixtures("without_openwhisk")

PATIENCE_S = 200


class Debugger:
    """Talks to a kernel's debugger; what comes on IOPub for cells is kept apart from its events."""

    def __init__(self, notebook):
        self.notebook = notebook
        self.client = notebook.client
        self.sequence = 0
        self.events = []
        self.others = []

    def response(self, command, **arguments):
        self.sequence += 1
        content = {"type": "request", "seq": self.sequence, "command": command, "arguments": arguments}
        message = self.client.session.msg("debug_request", content)
        self.client.control_channel.send(message)
        response = self.notebook.reply(message["header"]["msg_id"], "control")
        assert response["type"] == "response"
        assert response["request_seq"] == self.sequence
        assert response["command"] == command
        return response

    def ask(self, command, **arguments):
        response = self.response(command, **arguments)
        assert response["success"], response["message"]
        return response["body"]

    def attach(self):
        capabilities = self.ask("initialize", clientID="test", adapterID="")
        self.ask("attach")
        self.event("initialized")
        self.ask("configurationDone")
        return capabilities

    def event(self, name):
        """The next event of this name; those of other names are dropped."""
        while True:
            event = self.events.pop(0) if self.events else self.receive()
            if event and event["event"] == name:
                return event.get("body")

    def receive(self):
        message = self.client.get_iopub_msg(timeout=PATIENCE_S)
        if message["msg_type"] == "debug_event":
            return message["content"]
        self.others.append(message)
        return None

    def set_breakpoints(self, code, *breakpoints):
        path = self.ask("dumpCell", code=code)["sourcePath"]
        body = self.ask("setBreakpoints", source={"path": path}, breakpoints=list(breakpoints))
        assert all(b["verified"] for b in body["breakpoints"])
        return path

    def stopped(self):
        """Waits for a stop: its event and its stack, as (name, line)."""
        event = self.event("stopped")
        frames = self.frames(event["threadId"])
        return event, [(f["name"], f["line"]) for f in frames]

    def frames(self, thread):
        return self.ask("stackTrace", threadId=thread)["stackFrames"]

    def variables(self, frame, scope="Locals"):
        scopes = {s["name"]: s["variablesReference"] for s in self.ask("scopes", frameId=frame["id"])["scopes"]}
        return {v["name"]: v for v in self.inside(scopes[scope])}

    def inside(self, reference):
        return self.ask("variables", variablesReference=reference)["variables"]

    def end(self, request):
        """The reply to a cell, and the results that it published."""
        reply = self.notebook.reply(request)
        while not any(
            m["msg_type"] == "status"
            and m["parent_header"]["msg_id"] == request
            and m["content"]["execution_state"] == "idle"
            for m in self.others
        ):
            event = self.receive()
            if event:
                self.events.append(event)
        mine = [m for m in self.others if m["parent_header"].get("msg_id") == request]
        self.others = []
        return reply, mine


def result(messages):
    return [m["content"]["data"]["text/plain"] for m in messages if m["msg_type"] == "execute_result"]


def printed(messages, stream="stdout"):
    return "".join(
        m["content"]["text"] for m in messages if m["msg_type"] == "stream" and m["content"]["name"] == stream
    )


@pytest.fixture
def debugger(notebook):
    """An attached debugger of the shared kernel."""
    notebook.execute("0")  # and reads what was published before
    attached = Debugger(notebook)
    attached.attach()
    yield attached
    attached.ask("disconnect", restart=False, terminateDebuggee=False)
    assert attached.ask("debugInfo")["isStarted"] is False


CELL = """int twice(int n) {
  int m = n * 2;
  return m;
}
var words = List.of("a", "b");
int total = 0;
for (int i = 0; i < 3; i++) {
  total += twice(i);
}
total"""


def test_the_kernel_says_that_it_can_be_debugged(notebook):
    request = notebook.client.kernel_info()
    info = notebook.reply(request)
    assert info["debugger"] is True
    assert "debugger" in info["supported_features"]
    body = Debugger(notebook).ask("debugInfo")
    assert body["isStarted"] is False
    assert body["hashMethod"] == "Murmur2"
    assert body["stoppedThreads"] == []
    assert body["breakpoints"] == []


def test_a_cell_is_known_by_the_hash_of_its_source(debugger):
    info = debugger.ask("debugInfo")
    for code in ("", "1", "int x = 1;", 'String s = "grüße 😀";', CELL):
        path = debugger.ask("dumpCell", code=code)["sourcePath"]
        hashed = murmur2(code.encode(), info["hashSeed"])
        assert path == f"{info['tmpFilePrefix']}{hashed}{info['tmpFileSuffix']}"
        assert debugger.ask("source", source={"path": path})["content"] == code


def murmur2(data, seed):
    """MurmurHash2, 32 bits, as its author published it."""
    m, mask = 0x5BD1E995, 0xFFFFFFFF
    h = (seed ^ len(data)) & mask
    whole = len(data) & ~3
    for i in range(0, whole, 4):
        k = int.from_bytes(data[i : i + 4], "little") * m & mask
        k = (k ^ k >> 24) * m & mask
        h = (h * m & mask) ^ k
    if rest := data[whole:]:
        h = (h ^ int.from_bytes(rest, "little")) * m & mask
    h = (h ^ h >> 13) * m & mask
    return h ^ h >> 15


def test_the_whole_conversation(debugger):
    path = debugger.set_breakpoints(CELL, {"line": 6})
    (known,) = debugger.ask("debugInfo")["breakpoints"]
    assert known["source"] == path
    assert [b["line"] for b in known["breakpoints"]] == [6]
    cell = debugger.client.execute(CELL)
    event, stack = debugger.stopped()
    assert (event["reason"], event["threadId"]) == ("breakpoint", 1)
    assert len(stack) == 1 and stack[0][1] == 6
    assert debugger.ask("debugInfo")["stoppedThreads"] == [1]
    (frame,) = debugger.frames(1)
    assert frame["source"]["path"] == path

    words = debugger.variables(frame, "Globals")["words"]
    assert (words["type"], words["value"]) == ("List<String>", '["a", "b"]')
    assert [(v["name"], v["value"]) for v in debugger.inside(words["variablesReference"])] == [
        ("[0]", '"a"'),
        ("[1]", '"b"'),
    ]

    for command, lines in [
        ("next", [7]),
        ("next", [8]),
        ("stepIn", [2, 8]),
        ("next", [3, 8]),
        ("stepOut", [8]),
        ("next", [7]),
        ("next", [8]),
    ]:
        debugger.ask(command, threadId=1)
        event, stack = debugger.stopped()
        assert event["reason"] == "step"
        assert [line for _, line in stack] == lines, command
    assert debugger.variables(debugger.frames(1)[0])["i"]["value"] == "1"

    debugger.ask("continue", threadId=1)
    reply, published = debugger.end(cell)
    assert reply["status"] == "ok"
    assert result(published) == ["6"]


def test_conditions_hit_counts_and_messages(debugger):
    code = 'int seen = 0;\nfor (int i = 0; i < 10; i++) {\n  seen += i;\n  seen -= 1;\n}\nseen'
    debugger.set_breakpoints(
        code,
        {"line": 3, "condition": "i % 4 == 3"},
        {"line": 4, "logMessage": "i is {i}, {seen}"},
    )
    cell = debugger.client.execute(code)
    stops = []
    for _ in range(2):
        debugger.stopped()
        stops.append(debugger.variables(debugger.frames(1)[0])["i"]["value"])
        debugger.ask("continue", threadId=1)
    reply, published = debugger.end(cell)
    assert stops == ["3", "7"]
    assert printed(published).splitlines()[:2] == ["i is 0, 0", "i is 1, 0"]
    assert len(printed(published).splitlines()) == 10
    assert result(published) == ["35"]

    debugger.set_breakpoints(code, {"line": 3, "hitCondition": "% 5"})
    cell = debugger.client.execute(code)
    for expected in ("4", "9"):
        debugger.stopped()
        assert debugger.variables(debugger.frames(1)[0])["i"]["value"] == expected
        debugger.ask("continue", threadId=1)
    assert debugger.end(cell)[0]["status"] == "ok"
    refused = debugger.response(
        "setBreakpoints",
        source={"path": debugger.ask("dumpCell", code=code)["sourcePath"]},
        breakpoints=[{"line": 3, "hitCondition": "often"}],
    )
    assert not refused["success"] and "often" in refused["message"]


def test_a_condition_that_is_wrong_stops_and_says_why(debugger):
    code = "int wrong = 1;\nwrong++;\nwrong"
    debugger.set_breakpoints(code, {"line": 2, "condition": "nowhere > 1"})
    cell = debugger.client.execute(code)
    debugger.stopped()
    debugger.ask("continue", threadId=1)
    _, published = debugger.end(cell)
    assert "nowhere" in printed(published, "stderr")
    assert result(published) == ["2"]


def test_variables_are_set_evaluated_and_copied(debugger):
    code = """double area(double r, String label, int[] counts) {
  double pi = 3;
  label = label + counts.length;
  return pi * r * r + label.length() + counts[0];
}
area(2, "x", new int[] {1, 2})"""
    debugger.set_breakpoints(code, {"line": 4})
    cell = debugger.client.execute(code)
    debugger.stopped()
    frame = debugger.frames(1)[0]
    local = debugger.variables(frame)
    assert {n: (v["type"], v["value"]) for n, v in local.items()} == {
        "r": ("double", "2.0"),
        "label": ("String", '"x2"'),
        "counts": ("int[]", "[1, 2]"),
        "pi": ("double", "3.0"),
    }
    scope = debugger.ask("scopes", frameId=frame["id"])["scopes"][0]["variablesReference"]
    set_pi = debugger.ask("setVariable", variablesReference=scope, name="pi", value="3 + 1")
    assert set_pi["value"] == "4.0"
    debugger.ask(
        "setVariable", variablesReference=local["counts"]["variablesReference"], name="[0]", value="100"
    )
    refused = debugger.response("setVariable", variablesReference=scope, name="pi", value='"text"')
    assert not refused["success"] and refused["message"]

    answer = debugger.ask("evaluate", expression="label.length() + (int) r", frameId=frame["id"], context="repl")
    assert (answer["result"], answer["type"]) == ("4", "Integer")
    debugger.ask("evaluate", expression='System.out.println("said " + r)', frameId=frame["id"])
    refused = debugger.response("evaluate", expression="nowhere", frameId=frame["id"])
    assert not refused["success"] and "nowhere" in refused["message"]
    refused = debugger.response("evaluate", expression="Integer.parseInt(label)", frameId=frame["id"])
    assert not refused["success"] and "NumberFormatException" in refused["message"]

    debugger.ask("copyToGlobals", srcVariableName="counts", dstVariableName="copied", srcFrameId=frame["id"])
    rich = debugger.ask("richInspectVariables", variableName="label", frameId=frame["id"])
    assert rich["data"]["text/plain"] == "x2"
    debugger.ask("continue", threadId=1)
    reply, published = debugger.end(cell)
    assert "said 2.0" in printed(published)
    assert result(published) == ["118.0"]
    copied = debugger.client.execute("copied.length")
    assert result(debugger.end(copied)[1]) == ["2"]


def test_an_expression_that_does_not_end_is_stopped(debugger):
    code = "int here = 1;\nhere++;"
    debugger.set_breakpoints(code, {"line": 2})
    cell = debugger.client.execute(code)
    debugger.stopped()
    frame = debugger.frames(1)[0]["id"]
    debugger.ask("evaluate", expression="here", frameId=frame)
    refused = debugger.response(
        "evaluate", expression="java.util.stream.Stream.generate(() -> 1).forEach(i -> {})", frameId=frame
    )
    assert not refused["success"] and "stopped after" in refused["message"]
    debugger.ask("continue", threadId=1)
    assert debugger.end(cell)[0]["status"] == "ok"


def test_an_exception_breakpoint(debugger):
    code = 'int parsed(String text) {\n  return Integer.parseInt(text);\n}\nparsed("x")'
    debugger.ask("setExceptionBreakpoints", filters=["uncaught"])
    cell = debugger.client.execute(code)
    event, stack = debugger.stopped()
    assert event["reason"] == "exception"
    assert "NumberFormatException" in event["text"]
    assert [line for _, line in stack] == [2, 4]
    assert debugger.variables(debugger.frames(1)[0])["text"]["value"] == '"x"'
    debugger.ask("continue", threadId=1)
    assert debugger.end(cell)[0]["ename"].endswith("NumberFormatException")

    caught = 'try {\n  parsed("y");\n} catch (NumberFormatException e) {\n}\n'
    assert debugger.end(debugger.client.execute(caught))[0]["status"] == "ok"
    debugger.ask("setExceptionBreakpoints", filters=["raised"])
    cell = debugger.client.execute(caught)
    event, stack = debugger.stopped()
    assert [line for _, line in stack] == [2, 2]
    debugger.ask("continue", threadId=1)
    assert debugger.end(cell)[0]["status"] == "ok"


def test_an_interrupt_ends_a_stopped_cell_and_the_session_lives(debugger):
    code = "int left = 1;\nleft = 2;\nleft"
    debugger.set_breakpoints(code, {"line": 2})
    cell = debugger.client.execute(code)
    debugger.stopped()
    debugger.notebook.manager.interrupt_kernel()
    reply, _ = debugger.end(cell)
    assert reply["status"] == "error"
    assert reply["ename"] == "Interrupted"
    assert debugger.ask("debugInfo")["stoppedThreads"] == []
    assert result(debugger.end(debugger.client.execute("left"))[1]) == ["1"]


def test_disconnecting_lets_a_stopped_cell_go_on(debugger):
    code = "int gone = 1;\ngone = 2;\ngone"
    debugger.set_breakpoints(code, {"line": 2})
    cell = debugger.client.execute(code)
    debugger.stopped()
    debugger.ask("disconnect", restart=False, terminateDebuggee=False)
    assert result(debugger.end(cell)[1]) == ["2"]


def test_the_kernel_answers_while_a_cell_is_stopped(debugger):
    code = 'String spoken = "word";\nspoken = spoken + 1;\nspoken'
    debugger.set_breakpoints(code, {"line": 2})
    cell = debugger.client.execute(code)
    debugger.stopped()
    info = debugger.client.session.msg("kernel_info_request", {})
    debugger.client.control_channel.send(info)
    assert debugger.notebook.reply(info["header"]["msg_id"], "control")["status"] == "ok"
    names = {v["name"]: v for v in debugger.ask("inspectVariables")["variables"]}
    assert (names["spoken"]["type"], names["spoken"]["value"]) == ("String", '"word"')
    debugger.ask("continue", threadId=1)
    assert result(debugger.end(cell)[1]) == ["word1"]


def test_variables_are_shown_without_a_debugger(notebook):
    notebook.execute(
        "record Point(int x, int y) {}\nvar many = IntStream.range(0, 25_000).boxed().toList();\n"
        "var at = new Point(3, 4);\nint[][] grid = {{1}, {2, 3}};"
    )
    debugger = Debugger(notebook)
    shown = {v["name"]: v for v in debugger.ask("inspectVariables")["variables"]}
    assert shown["at"]["value"] == "Point[x=3, y=4]"
    assert [(v["name"], v["value"]) for v in debugger.inside(shown["at"]["variablesReference"])] == [
        ("x", "3"),
        ("y", "4"),
    ]
    assert shown["grid"]["value"] == "[[1], [2, 3]]"
    assert shown["many"]["value"].endswith("(25000)")
    slices = debugger.inside(shown["many"]["variablesReference"])
    assert [s["name"] for s in slices] == ["[0 … 9999]", "[10000 … 19999]", "[20000 … 24999]"]
    slices = debugger.inside(slices[2]["variablesReference"])
    assert len(slices) == 50
    last = debugger.inside(slices[-1]["variablesReference"])
    assert (last[-1]["name"], last[-1]["value"]) == ("[24999]", "24999")
    rich = debugger.ask("richInspectVariables", variableName="at")
    assert rich["data"]["text/plain"] == "Point[x=3, y=4]"
    assert debugger.ask("modules")["totalModules"] >= 0


def test_requests_that_cannot_be_met_say_why(debugger):
    unknown = debugger.response("fly")
    assert not unknown["success"] and "fly" in unknown["message"]
    assert "Nothing is stopped" in debugger.response("next", threadId=1)["message"]
    assert not debugger.response("scopes", frameId=987654)["success"]
    assert not debugger.response("variables", variablesReference=987654)["success"]
    assert debugger.ask("stackTrace", threadId=1)["stackFrames"] == []
