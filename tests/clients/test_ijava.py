"""Notebooks of IJava and JJava, run unchanged by nbclient: what their documentation shows works here.

The cells are those of IJava's docs (magics.md, display.md, kernel.md, README.md) and JJava's documentation; libraries come
from a Maven repository in a folder, whose address stands in the place of the public ones.
"""

import http.server
import subprocess
import threading
import zipfile
from pathlib import Path

import nbformat
import pytest
from conftest import PATIENCE_S, Notebook, execute, new_manager
from nbclient.exceptions import CellExecutionError
from test_kernel import results_of, text_of

pytestmark = pytest.mark.usefixtures("without_openwhisk")


def java_tool(name):
    spec = new_manager().kernel_spec.argv[0]
    return str(Path(spec).with_name(name))


def jar(path, package, type_name, body):
    """Compiles a public class into a jar."""
    path.parent.mkdir(parents=True, exist_ok=True)
    source = path.parent / f"src-{path.stem}" / f"{type_name}.java"
    source.parent.mkdir()
    source.write_text(f"package {package};\n/** Says hello. */\npublic class {type_name} {{ {body} }}\n")
    subprocess.run([java_tool("javac"), "-d", source.parent, source], check=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(source.parent / package / f"{type_name}.class", f"{package}/{type_name}.class")
    return source


def artifact(repository, name, type_name, dependencies=""):
    """A library lib:NAME:1.0 with a class lib.TYPE_NAME in a repository."""
    folder = repository / "lib" / name / "1.0"
    hello = f'public static String hello() {{ return "{name}"; }}'
    source = jar(folder / f"{name}-1.0.jar", "lib", type_name, hello)
    with zipfile.ZipFile(folder / f"{name}-1.0-sources.jar", "w") as archive:
        archive.write(source, f"lib/{type_name}.java")
    (folder / f"{name}-1.0.pom").write_text(
        f"<project><modelVersion>4.0.0</modelVersion><groupId>lib</groupId><artifactId>{name}</artifactId>"
        f"<version>1.0</version>{dependencies}</project>"
    )


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "repository"
    artifact(folder, "low", "Low")
    dependency = "<dependency><groupId>lib</groupId><artifactId>low</artifactId><version>1.0</version></dependency>"
    artifact(folder, "high", "High", f"<dependencies>{dependency}</dependencies>")
    for name in ("one", "two", "three"):
        artifact(folder, name, name.capitalize())
    return folder


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """Variables are set for the kernels that the test starts."""
    monkeypatch.chdir(tmp_path)
    # A local repository of the test's own: what it resolves is in nobody's way.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", f"-Dmaven.repo.local={tmp_path / 'local'}")
    return monkeypatch


def run(cells, folder):
    """Executes a notebook as nbconvert does; gives its cells with their outputs."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code) for code in cells],
        metadata={"kernelspec": {"name": "java", "display_name": "Java", "language": "java"}},
    )
    execute(notebook, timeout=PATIENCE_S, resources={"metadata": {"path": str(folder)}})
    return notebook.cells


def shown(cell):
    """All that is under a cell, as text."""
    return "".join(
        o["text"] if o["output_type"] == "stream" else o["data"]["text/plain"] for o in cell.outputs
    )


def test_the_magics_of_ijavas_documentation(repository, environment, tmp_path):
    jar(tmp_path / "jars" / "mine.jar", "mine", "Mine", "public static int one() { return 1; }")
    (tmp_path / "classes" / "more").mkdir(parents=True)
    (tmp_path / "classes" / "more" / "More.java").write_text("package more; public class More { public int two = 2; }")
    subprocess.run([java_tool("javac"), tmp_path / "classes" / "more" / "More.java"], check=True)
    address = repository.as_uri()
    cells = run(
        [
            f"%mavenRepo oss-sonatype-snapshots {address}\n%maven lib:high:1.0",
            "lib.High.hello() + lib.Low.hello()",
            "List<String> addedJars = %jars jars/*.jar",
            'addedJars.size() + " " + addedJars.get(0).endsWith("mine.jar") + " " + mine.Mine.one()',
            "%classpath classes",
            "new more.More().two",
            f"%%loadFromPOM\n<repository>\n  <id>oss-sonatype-snapshots</id>\n  <url>{address}</url>\n</repository>\n\n"
            "<dependency>\n  <groupId>lib</groupId>\n  <artifactId>one</artifactId>\n  <version>1.0</version>\n</dependency>",
            "import lib.One;\nOne.hello()",
            f"%addMavenRepo again {address}\n%addMavenDependency lib:two:1.0\n%addMavenDependencies lib:three:1.0",
            "lib.Two.hello() + lib.Three.hello()",
            '(int) eval("1 + 2") + 3',
        ],
        tmp_path,
    )
    assert shown(cells[1]) == "highlow"
    assert shown(cells[3]) == "1 true 1"
    assert shown(cells[5]) == "2"
    assert shown(cells[7]) == "one"
    assert shown(cells[9]) == "twothree"
    assert shown(cells[10]) == "6"


def test_a_pom_file(repository, environment, tmp_path):
    (tmp_path / "pom.xml").write_text(
        "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId><version>1</version>"
        f"<repositories><repository><id>r</id><url>{repository.as_uri()}</url></repository></repositories>"
        "<dependencies><dependency><groupId>lib</groupId><artifactId>one</artifactId><version>1.0</version></dependency>"
        "<dependency><groupId>lib</groupId><artifactId>two</artifactId><version>1.0</version><scope>test</scope></dependency>"
        "</dependencies></project>"
    )
    cells = run(["%loadFromPOM pom.xml", "lib.One.hello()", "%loadFromPOM pom.xml test", "lib.Two.hello()"], tmp_path)
    assert shown(cells[1]) == "one"
    assert shown(cells[3]) == "two"
    assert "two" not in shown(cells[0])


def test_the_display_of_ijavas_documentation(environment, tmp_path):
    cells = run(
        [
            'display("alert(\'Hello from IJava!\');", "application/javascript");',
            'display("<b>Bold</b>", "text/html", "text/markdown");',
            'String md = "Hello from **IJava**";\n\nrender(md, "text/markdown")',
            'String id = display("<b>Countdown:</b> 3", "text/html");\nfor (int i = 3; i >= 0; i--) {\n'
            '    updateDisplay(id, "<b>Countdown:</b> " + i, "text/html");\n    Thread.sleep(10L);\n}\n'
            'render("<b>Liftoff!</b>", "text/html")',
            "import java.awt.image.BufferedImage;\nvar image = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);\nimage",
            "display(image);",
            "Display.display(Display.markdown(\"*m*\"));",
            'printf("%d %s%n", 1, "two");\nPattern.compile("b+").matcher("abb").find()',
            'String helloWorld = "Hello world!"',
            "helloWorld",
        ],
        tmp_path,
    )
    (script,) = cells[0].outputs
    assert script["data"]["application/javascript"] == "alert('Hello from IJava!');"
    (bold,) = cells[1].outputs
    assert set(bold["data"]) == {"text/plain", "text/html", "text/markdown"}
    (markdown,) = cells[2].outputs
    assert markdown["output_type"] == "execute_result"
    assert markdown["data"]["text/markdown"] == "Hello from **IJava**"
    countdown, liftoff = cells[3].outputs
    assert countdown["data"]["text/html"] == "<b>Countdown:</b> 0"
    assert liftoff["data"]["text/html"] == "<b>Liftoff!</b>"
    for cell in cells[4:6]:
        assert cell.outputs[0]["data"]["image/png"].startswith("iVBOR")
    assert cells[6].outputs[0]["data"]["text/markdown"] == "*m*"
    assert shown(cells[7]) == "1 two\ntrue"
    assert shown(cells[9]) == "Hello world!"


def test_magics_as_java_calls(repository, environment, tmp_path):
    cells = run(
        [
            f'lineMagic("mavenRepo", List.of("here", "{repository.as_uri()}"));\n'
            'List<String> jars = lineMagic("maven", List.of("lib:one:1.0"));\njars.size()',
            "lib.One.hello()",
            'cellMagic("time", List.of(), "int timed = 5;");\ntimed',
            'cellMagic("writefile", List.of("written.txt"), "some text\\n");\nFiles.readString(Path.of("written.txt"))',
        ],
        tmp_path,
    )
    assert shown(cells[0]).endswith("1")
    assert shown(cells[1]) == "one"
    assert shown(cells[2]).endswith("5")
    assert shown(cells[3]).endswith("some text\n")


def test_load_time_and_timeit(environment, tmp_path):
    (tmp_path / "script.jshell").write_text("int loaded = 41;\nloaded++;")
    nbformat.write(
        nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_markdown_cell("no code"), nbformat.v4.new_code_cell("int ofNotebook = 7;")]
        ),
        tmp_path / "other.ipynb",
    )
    cells = run(
        [
            "%load script.jshell",
            "loaded",
            "%load other.ipynb",
            "ofNotebook",
            "%time int fast = 1 + 1;",
            "%%time\nint sum = 0;\nfor (int i = 0; i < 1000; i++) sum += i;\nsum",
            "%timeit -n 100 -r 3 Math.sqrt(loaded)",
            "%%timeit -r 2\nint s = 0;\nfor (int i = 0; i < 10; i++) { s += i; }",
            "Timing t = %timeit -n 10 -r 2 System.nanoTime()\nt.loops() + \" \" + t.nanos().size()",
        ],
        tmp_path,
    )
    assert shown(cells[1]) == "42"
    assert shown(cells[3]) == "7"
    assert "Wall time" in shown(cells[4])
    assert "Wall time" in shown(cells[5]) and shown(cells[5]).endswith("499500")
    assert "per loop (mean ± std. dev. of 3 runs, 100 loops each" in shown(cells[6])
    assert "of 2 runs" in shown(cells[7])
    assert shown(cells[8]) == "10 2"


@pytest.mark.parametrize("prefix", ["IJAVA", "JJAVA"])
def test_environment_variables_and_startup_scripts(environment, tmp_path, prefix):
    jar(tmp_path / "libs" / "mine.jar", "mine", "Mine", "public static int one() { return 1; }")
    (tmp_path / "init.jshell").write_text("import mine.Mine;\nint fromFile = Mine.one();\n")
    environment.setenv(f"{prefix}_CLASSPATH", "libs/mine.jar")
    environment.setenv(f"{prefix}_COMPILER_OPTS", "-parameters")
    environment.setenv(f"{prefix}_STARTUP_SCRIPTS_PATH", "*.jshell")
    environment.setenv(f"{prefix}_STARTUP_SCRIPT", "void sleep(long ms) { try { Thread.sleep(ms); } catch (InterruptedException e) { throw new RuntimeException(e); } }")
    environment.setenv(f"{prefix}_TIMEOUT", "600 SECONDS")
    cells = [
        "fromFile",
        "class P { void m(int named) {} }\nP.class.getDeclaredMethods()[0].getParameters()[0].getName()",
        "sleep(1);",
    ]
    executed = run(cells, tmp_path)
    assert shown(executed[0]) == "1"
    assert shown(executed[1]) == "named"
    environment.setenv(f"{prefix}_TIMEOUT", "2 SECONDS")
    with pytest.raises(CellExecutionError, match="longer than 2000 ms"):
        run(["sleep(600_000);"], tmp_path)


class Stalling(http.server.BaseHTTPRequestHandler):
    """Begins to send a jar, and then nothing more comes."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        self.wfile.write(b"PK")
        self.wfile.flush()
        self.server.reached.set()
        self.server.go_on.wait()

    def log_message(self, *args):
        pass


def test_maven_is_interrupted_while_it_downloads_and_can_be_used_at_once(repository, environment, tmp_path):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stalling)
    server.daemon_threads = True
    server.reached, server.go_on = threading.Event(), threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    manager = new_manager()
    manager.start_kernel(cwd=str(tmp_path))
    notebook = Notebook(manager)
    try:
        notebook.execute(f"%mavenRepo slow http://127.0.0.1:{server.server_port}/")
        request = notebook.client.execute("%maven never:there:1.0")
        assert server.reached.wait(PATIENCE_S)
        manager.interrupt_kernel()
        reply = notebook.reply(request)
        assert (reply["status"], reply["ename"]) == ("error", "Interrupted")
        assert "left behind" not in text_of(notebook.outputs(request), "stderr")
        notebook.execute(f"%mavenRepo slow {repository.as_uri()}")
        reply, _ = notebook.execute("%maven lib:one:1.0")
        assert reply["status"] == "ok", reply
        assert results_of(notebook.execute("lib.One.hello()")[1]) == ["one"]
    finally:
        server.go_on.set()
        server.shutdown()
        notebook.close()


def test_documentation_of_a_library_comes_from_its_sources(repository, environment, tmp_path):
    manager = new_manager()
    manager.start_kernel(cwd=str(tmp_path))
    notebook = Notebook(manager)
    try:
        notebook.execute(f"%mavenRepo here {repository.as_uri()}\n%maven lib:one:1.0")
        code = "lib.One"
        for _ in range(20):  # it is fetched when it is first asked for
            reply = notebook.reply(notebook.client.inspect(code, len(code)))
            if reply["found"] and "Says hello." in reply["data"]["text/html"]:
                break
        assert "Says hello." in reply["data"]["text/html"]
        assert "Says hello." in reply["data"]["text/markdown"]
    finally:
        notebook.close()


