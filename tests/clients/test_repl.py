"""The REPL in a real terminal, and scripts: driven as a user would, through a pseudo-terminal and a shell."""

import os
import re
import stat
import subprocess
import time
from pathlib import Path

import pexpect
import pytest

pytestmark = pytest.mark.usefixtures("without_openwhisk")

WHISKBOOK = os.environ["WHISKBOOK"]
PATIENCE_S = 200
ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[=>]|\x1b\][^\x07]*\x07")


@pytest.fixture
def home(tmp_path):
    return {
        **{k: v for k, v in os.environ.items() if k not in ("TMUX", "NO_COLOR")},
        "TERM": "xterm-256color",
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }


class Repl:
    def __init__(self, environment, columns=100):
        self.process = pexpect.spawn(
            WHISKBOOK,
            ["repl"],
            env=environment,
            dimensions=(30, columns),
            encoding="utf-8",
            timeout=PATIENCE_S,
        )
        self.prompt(1)

    def prompt(self, number):
        """What is on the screen up to the next prompt, without colours."""
        self.process.expect(rf"In \[{number}\]: ")
        return ANSI.sub("", self.process.before)

    def execute(self, number, cell):
        self.process.send(cell + "\r")
        return self.prompt(number + 1)

    def end(self):
        self.process.send("\x04")
        self.process.expect(pexpect.EOF)
        self.process.close()
        return self.process.exitstatus


def test_a_session_of_some_cells(home):
    repl = Repl(home)
    repl.execute(1, "int x = 41;")
    assert "Out[2]: 42" in repl.execute(2, "x + 1")
    assert "/ by zero" in repl.execute(3, "x / 0")
    assert repl.end() == 0


def test_a_pasted_block_is_one_cell(home):
    repl = Repl(home)
    block = "int twice(int n) {\n    return 2 * n;\n}"
    repl.process.send(f"\x1b[200~{block}\x1b[201~\r")
    repl.prompt(2)
    assert "Out[2]: 42" in repl.execute(2, "twice(21)")
    repl.end()


def test_ctrl_c_stops_the_cell_and_keeps_the_session(home):
    repl = Repl(home)
    repl.execute(1, "int x = 41;")
    repl.process.send('System.out.println("be" + "gun"); while (true) {}\r')
    repl.process.expect("begun\r\n")
    repl.process.sendintr()
    assert "Interrupted" in repl.prompt(3)
    assert "Out[3]: 42" in repl.execute(3, "x + 1")
    repl.end()


def test_ctrl_c_drops_the_line_and_the_second_one_leaves(home):
    repl = Repl(home)
    repl.process.send("int unwanted = ")
    repl.process.expect("unwanted")
    repl.process.sendintr()
    repl.prompt(1)
    shown = repl.execute(1, "20 + 22")
    assert "Out[1]: 42" in shown
    assert "again" not in shown
    repl.process.sendintr()
    repl.process.expect("again")
    repl.prompt(2)
    time.sleep(0.3)  # presses that are nearer than 0.1 s are one
    repl.process.sendintr()
    repl.process.expect(pexpect.EOF)


def test_a_cell_asks_for_a_line(home):
    repl = Repl(home)
    repl.process.send('String name = IO.readln("Who? ");\r')
    repl.process.expect(r"Who\? ")
    repl.process.send("Ada\r")
    repl.prompt(2)
    assert 'Out[2]: 3' in repl.execute(2, "name.length()")
    repl.end()


def test_tab_completes(home):
    repl = Repl(home)
    repl.execute(1, 'String greeting = "hello";')
    repl.process.send("greeting.toUpp\t")
    repl.process.expect("toUpperCase")
    repl.process.send("\x15")
    repl.end()


def test_what_a_thread_prints_does_not_destroy_the_line(home, tmp_path):
    go = tmp_path / "go"
    os.mkfifo(go)
    repl = Repl(home)
    repl.execute(
        1,
        f'Thread.ofPlatform().start(() -> {{ try {{ Files.readString(Path.of("{go}")); }} catch (IOException e) {{}} '
        'System.out.println("from " + "behind"); });',
    )
    repl.process.send("20 + 22")
    repl.process.expect(r"\+.*2.*2")
    go.write_text("now")
    repl.process.expect("from behind")
    repl.process.send("\r")
    repl.process.expect(r"Out\[2\]: .*42")
    repl.prompt(3)
    repl.end()


def test_history_is_kept_for_the_owner_alone(home):
    repl = Repl(home)
    repl.execute(1, "int remembered = 7;")
    repl.end()
    file = Path(home["XDG_STATE_HOME"]) / "whiskbook" / "repl_history"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    repl = Repl(home)
    repl.process.send("\x1bOA")  # the arrow up, in the mode that line editors ask for
    repl.process.expect("remembered")
    repl.process.send("\x15")
    repl.end()


def run(*arguments, stdin="", **options):
    return subprocess.run(
        [WHISKBOOK, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
        **options,
    )


def script(folder, text, name="script.jsh"):
    file = folder / name
    file.write_text(text)
    return file


def test_a_script_prints_and_gets_its_arguments(tmp_path):
    file = script(tmp_path, 'System.out.println(String.join("+", args));\n')
    result = run("run", str(file), "--", "a b", "-x")
    assert (result.returncode, result.stdout) == (0, "a b+-x\n")


def test_a_script_fails_with_its_line(tmp_path):
    file = script(tmp_path, "#!/usr/bin/env -S whiskbook run\nint zero = 0;\n// %%\n\nint bad = 1 / zero;\n")
    result = run("run", str(file))
    assert result.returncode == 1
    assert f"{file}, line 5: ArithmeticException: / by zero" in result.stderr


def test_a_script_chooses_its_exit_code(tmp_path):
    result = run("run", str(script(tmp_path, 'System.out.println("on"); System.exit(7);\nSystem.out.println("off");')))
    assert (result.returncode, result.stdout) == (7, "on\n")


def test_a_script_reads_its_standard_input(tmp_path):
    file = script(tmp_path, "var in = new Scanner(System.in);\nSystem.out.println(in.nextInt() + in.nextInt());\n")
    assert run("run", str(file), stdin="40\n2\n").stdout == "42\n"


def test_a_pipe_is_a_script():
    for command in (["run", "-"], ["repl"]):
        result = run(*command, stdin="int x = 41;\nx + 1\n")
        assert (result.returncode, result.stdout) == (0, "42\n")


def test_a_source_file_is_started_at_its_main(tmp_path):
    text = 'package a;\npublic class Hello {\n  public static void main(String[] args) { System.out.println("hello " + args[0]); }\n}\n'
    assert run("run", str(script(tmp_path, text, "Hello.java")), "you").stdout == "hello you\n"


def test_hash_bang_through_a_link_on_the_path(tmp_path):
    (tmp_path / "whiskbook").symlink_to(WHISKBOOK)
    file = script(tmp_path, '#!/usr/bin/env -S whiskbook run\nSystem.out.println("ran " + args.length);\n')
    file.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    result = subprocess.run(
        [str(file), "x"], env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert (result.returncode, result.stdout) == (0, "ran 1\n")
