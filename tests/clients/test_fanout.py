"""Fan-outs in the kernel, over the embedded OpenWhisk, as a notebook user sees them."""

import re
import signal
import tempfile
from pathlib import Path

import psutil

SLEEPER = """%%action sleeper
function main() { return new Promise(resolve => setTimeout(() => resolve({}), 50_000)); }"""

ECHO = """%%action echo
function main(params) { if (params.i === 2) throw new Error('not two'); return params; }"""


def texts(outputs, message_type):
    return [
        content["data"]["text/plain"] for kind, content in outputs if kind == message_type
    ]


def test_progress_is_one_display_that_is_updated_in_place(notebook):
    notebook.execute(ECHO)
    reply, outputs = notebook.execute("%fanout 20 echo --args '(i, n) -> Map.of(\"i\", i + 10)'")
    assert reply["status"] == "ok"
    [first] = [content for kind, content in outputs if kind == "display_data"]
    updates = [content for kind, content in outputs if kind == "update_display_data"]
    assert updates
    assert {u["transient"]["display_id"] for u in updates} == {first["transient"]["display_id"]}
    assert updates[-1]["data"]["text/plain"].startswith("20 of 20 ok")
    assert "20 ok" in texts(outputs, "execute_result")[0]


def test_a_chart_is_there_at_once_and_completed_by_its_static_picture(notebook):
    notebook.execute(ECHO)
    notebook.execute("Run run = %fanout 5 echo --args '(i, n) -> Map.of(\"i\", i + 10)'")
    reply, outputs = notebook.execute("Plots.timeline(run)")
    assert reply["status"] == "ok"
    charts = [(kind, content) for kind, content in outputs if "data" in content]
    assert [kind for kind, _ in charts] in (["display_data", "update_display_data"], ["display_data"])
    assert "application/vnd.vegalite.v5+json" in charts[0][1]["data"]
    assert charts[-1][1]["data"]["image/svg+xml"].startswith("<svg role=")
    assert charts[-1][1]["transient"] == charts[0][1]["transient"]
    again = [(kind, content) for kind, content in notebook.execute("Plots.latency(run)")[1] if "data" in content]
    assert [kind for kind, _ in again] == ["display_data"] and "image/svg+xml" in again[0][1]["data"]


def test_a_failing_action_is_in_the_table_and_ends_nothing_else(notebook):
    notebook.execute(ECHO)
    _, outputs = notebook.execute("%fanout 4 echo --args '(i, n) -> Map.of(\"i\", i)'")
    assert "action 2: action developer error" in texts(outputs, "execute_result")[0]
    _, outputs = notebook.execute(
        "int sum(List<Map<String, Integer>> all) { return all.stream().mapToInt(r -> r.get(\"i\")).sum(); }\n"
        "%reduce sum"
    )
    assert texts(outputs, "execute_result") == ["4"]
    assert any("without 1 of 4" in content["text"] for kind, content in outputs if kind == "stream")


def test_a_failure_is_shown_with_the_line_of_the_cell_that_defines_the_action(notebook):
    code = "%%action thrower\nfunction check(i) {\n  if (i === 1) throw new TypeError('not one');\n  return i;\n}\nfunction main(p) { return { i: check(p.i) }; }"
    cell = notebook.execute(code)[0]["execution_count"]
    _, outputs = notebook.execute("%fanout 3 thrower --args '(i, n) -> Map.of(\"i\", i)'")
    said = "".join(c["text"] for kind, c in outputs if kind == "stream" and c["name"] == "stderr")
    said = re.sub(r"\x1b\[[0-9;]*m", "", said)
    assert "action 1: " in said and "TypeError: not one" in said
    assert f"in cell {cell}, line 3: in check" in said
    assert "--> 3 |   if (i === 1) throw new TypeError('not one');" in said
    assert said.index("in check") < said.index(f"in cell {cell}, line 6: in main")
    caret = next(line for line in said.splitlines() if line.strip(" |") == "^")
    assert caret.index("^") - caret.index("|") - 2 == "  if (i === 1) throw new TypeError('not one');".index("throw") + len("throw ")
    [run] = texts(outputs, "execute_result")
    assert f"action 1 in cell {cell}, line 3: in check: if (i === 1) throw" in run

    rejected = "%%action rejecting\nconst main = async p => {\n  await null;\n  throw new Error('late');\n};"
    cell = notebook.execute(rejected)[0]["execution_count"]
    _, outputs = notebook.execute("%fanout 2 rejecting")
    assert f"cell {cell}, line 4" in texts(outputs, "execute_result")[0]


def test_interrupt_stops_a_running_fanout_and_keeps_what_is_done(own_notebook):
    notebook = own_notebook  # whose server still runs the actions when others come
    notebook.execute(SLEEPER)
    request = notebook.client.execute("%fanout 20 sleeper")
    while True:
        kind, content = notebook.next_output(request)
        shown = content["data"]["text/plain"] if kind.endswith("display_data") else ""
        # Such as: 0 of 20 done, 0 retried, 20 in flight, 1.0 s. In the first moments nothing is sent yet.
        if "20 in flight" in shown and float(shown.split()[-2]) >= 1:
            break
    notebook.manager.interrupt_kernel()
    reply = notebook.reply(request)
    assert (reply["status"], reply["ename"]) == ("error", "Interrupted")
    assert "20 missing" in reply["evalue"]
    _, outputs = notebook.execute("%timings")
    assert texts(outputs, "execute_result")[0].count("cancelled") == 20
    _, outputs = notebook.execute("1 + 1")
    assert texts(outputs, "execute_result") == ["2"]


def test_a_run_whose_kernel_was_killed_is_finished_by_the_next_one(own_notebook):
    slow = "%%action slow\nfunction main(p) { return new Promise(r => setTimeout(() => r({ i: p.i }), 5)); }"
    own_notebook.execute(slow)
    request = own_notebook.client.execute("%fanout 4000 slow --args '(i, n) -> Map.of(\"i\", i)'")
    while True:
        kind, content = own_notebook.next_output(request)
        shown = content["data"]["text/plain"] if kind.endswith("display_data") else ""
        words = shown.replace(",", "").split()
        if words[1:4] == ["of", "4000", "done"] and int(words[0]) > 1000:
            break
    own_notebook.manager.signal_kernel(signal.SIGKILL)
    seen = int(words[0])
    own_notebook.client.stop_channels()
    own_notebook.manager.restart_kernel(now=True)
    own_notebook.connect()
    _, outputs = own_notebook.execute("%runs --action slow")
    assert "lost" in texts(outputs, "execute_result")[0]
    _, outputs = own_notebook.execute(
        "int before = workbench.journal().runs().getFirst().done();\n"
        "Run whole = %fanout --resume\n"
        "List.of(before, whole.values().size(), whole.attempts().size(),"
        " whole.values().stream().map(v -> v.path(\"i\").intValue()).distinct().count())"
    )
    before, values, attempts, distinct = eval(texts(outputs, "execute_result")[0])
    assert before >= seen  # all that was shown was on disk
    assert (values, attempts, distinct) == (4000, 4000, 4000)


def test_the_journal_unpacks_nothing_into_the_folder_of_temporary_files(notebook):
    notebook.execute("%runs")
    kernel = psutil.Process(notebook.manager.provisioner.process.pid)
    libraries = [Path(m.path) for m in kernel.memory_maps() if "sqlitejdbc" in m.path]
    assert libraries
    assert Path(tempfile.gettempdir()) not in [library.parent for library in libraries]


def test_bad_input_is_one_sentence_and_leaves_the_last_run(notebook):
    notebook.execute(ECHO)
    notebook.execute("%fanout 3 echo --args '(i, n) -> Map.of(\"i\", 7)'")
    for cell, words in {
        "%fanout 0": "from 1 to 1,000,000",
        "%fanout -3": "from 1 to 1,000,000",
        "%fanout abc": "There is no variable abc",
        "%fanout 10 nosuch": "There is no action nosuch",
        "%fanout 2 echo --args '(i, n) -> i'": "action 0 must be a JSON object",
        "%%action broken\nfunction main() {\n  return { a: 1 ;\n}": "line 3",
        "%%action nothing\nvar x = 5;": "no function",
    }.items():
        reply, _ = notebook.execute(cell)
        assert reply["status"] == "error", cell
        assert words in reply["evalue"], reply["evalue"]
        assert "\tat " not in "".join(reply["traceback"])
    _, outputs = notebook.execute("%reduce 'r -> r.size()'")
    assert texts(outputs, "execute_result") == ["3"]


def test_samples_of_a_run_are_there_in_a_later_session(notebook, own_notebook):
    notebook.execute("%%action nap\nfunction main() { return new Promise(done => setTimeout(() => done({}), 3000)); }")
    reply, outputs = notebook.execute("%fanout 3 nap --monitor")
    assert reply["status"] == "ok"
    run = re.search(r"run (\S+):", texts(outputs, "execute_result")[0])[1]
    later = own_notebook.execute
    _, outputs = later(f"%%sql\nSELECT count(*) AS n, min(processors) AS processors, max(cpu_host) AS busy FROM samples WHERE run = '{run}'")
    count, processors, busy = re.findall(r"[\d.,]+", texts(outputs, "execute_result")[0].splitlines()[-1])
    assert int(count) >= 4 and int(processors) >= 1 and 0 < float(busy) <= int(processors)
    reply, outputs = later(f"%plot cpu {run}")
    assert reply["status"] == "ok", reply["evalue"]
    assert "Processors during 3 × nap" in str(outputs)
    _, outputs = later(f"%runs show {run}")
    assert any(f"{count} samples of the machine" in c["text"] for kind, c in outputs if kind == "stream")
    later(f"%runs replay {run} --speed 100")
    _, outputs = later("%plot cpu")
    assert "Processors during 3 × nap" in str(outputs)
