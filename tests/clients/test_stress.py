"""Thousands of cells that do what they should not: the kernel lives, and every request is answered once.

WHISKBOOK_STRESS_CELLS says how many (300 here; 5000 for a long one), WHISKBOOK_STRESS_SEED which.
"""

import os
import random

import pytest
from conftest import PATIENCE_S

pytestmark = pytest.mark.usefixtures("without_openwhisk")

CELLS = int(os.environ.get("WHISKBOOK_STRESS_CELLS", "300"))
SEED = int(os.environ.get("WHISKBOOK_STRESS_SEED", "20250"))

STARTED = 'System.out.println("started");\n'

# What a cell does, how its reply must begin, and what its error is named.
HARMLESS = [
    (lambda r: f"{r.randint(0, 99)} + 1", "ok"),
    (lambda r: f"int v{r.randint(0, 5)} = {r.randint(0, 99)};", "ok"),
    (lambda r: f"String v{r.randint(0, 5)} = \"{r.randint(0, 99)}\";", "ok"),
    (lambda r: f"int f{r.randint(0, 3)}(int x) {{ return x + {r.randint(0, 99)}; }}", "ok"),
    (lambda r: f"class C{r.randint(0, 3)} {{ int m{r.randint(0, 3)} = {r.randint(0, 9)}; }}", "ok"),
    (lambda r: f"record R{r.randint(0, 3)}(int a{r.randint(0, 3)}) {{}}", "ok"),
    (lambda r: "var t = new Thread(() -> System.out.println(\"from a thread\")); t.start();", "ok"),
    (lambda r: "for (int i = 0; i < 200; i++) { System.out.println(i); }", "ok"),
    (lambda r: "java.util.stream.IntStream.range(0, 50).parallel().map(i -> i * i).sum()", "ok"),
    (lambda r: "Thread.startVirtualThread(() -> { try { Thread.sleep(50); } catch (InterruptedException e) {} });", "ok"),
    (lambda r: "new Object() { int n = 3; }.n", "ok"),
    (lambda r: "throw new IllegalStateException(\"meant\");", "error"),
    (lambda r: "int broken = nosuch;", "error"),
    (lambda r: "int deep(int i) { return 1 + deep(i + 1); }\ndeep(0)", "error"),
    (lambda r: "System.exit(1);", "error"),
    (lambda r: "System.out.close();", "ok"),
]

ENDLESS = [
    "while (true) {}",
    "Thread.sleep(1_000_000);",
    "new java.util.concurrent.CountDownLatch(1).await();",
    "var t = new Thread(() -> { while (true) {} }); t.start(); t.join();",
    "while (true) { System.out.println(1); }",
]


def interrupt(notebook):
    message = notebook.client.session.msg("interrupt_request", {})
    notebook.client.control_channel.send(message)
    reply = notebook.client.get_control_msg(timeout=PATIENCE_S)
    assert reply["parent_header"]["msg_id"] == message["header"]["msg_id"]
    assert reply["content"]["status"] == "ok"


def test_every_request_is_answered_and_the_kernel_lives(notebook):
    chance = random.Random(SEED)
    notebook.execute("int survivor = 1;")
    replies = 0
    for _ in range(CELLS):
        if chance.random() < 0.15:
            request = notebook.client.execute(STARTED + chance.choice(ENDLESS))
            while True:
                kind, content = notebook.next_output(request)
                if kind == "stream" and "started" in content["text"]:
                    break
            for _ in range(chance.choice([1, 1, 2, 3])):
                interrupt(notebook)
            expected, name = "error", "Interrupted"
            while notebook.next_output(request) != ("status", {"execution_state": "idle"}):
                pass
        else:
            code, expected = chance.choice(HARMLESS)
            request = notebook.client.execute(code(chance), stop_on_error=False)
            name = None
            notebook.outputs(request)
        reply = notebook.client.get_shell_msg(timeout=PATIENCE_S)
        assert reply["parent_header"]["msg_id"] == request, "a reply that nobody waits for"
        assert reply["content"]["status"] == expected, reply["content"]
        assert name is None or reply["content"]["ename"] == name, reply["content"]
        replies += 1
    assert replies == CELLS
    assert notebook.manager.is_alive()
    reply, outputs = notebook.execute("survivor")
    assert reply["status"] == "ok"
    assert outputs[-1][1]["data"]["text/plain"] == "1"
