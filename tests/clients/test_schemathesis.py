"""The standalone server against its own OpenAPI description, with requests that Schemathesis makes up of it."""

import json
import os
import re
import subprocess
import sys

import pytest
import requests

SEED = "20250"
BUDGET_S = "30"
# A blocking invocation of an action that fails is a 502, which is the action's fault; that no other request is
# answered so is the matter of status_code_conformance.
CONFIG = """
[checks.not_a_server_error]
expected-statuses = ["2xx", "3xx", "4xx", 502]
"""
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
]


@pytest.fixture
def server():
    process = subprocess.Popen(
        [os.environ["WHISKBOOK"], "serve", "--child"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    announced = json.loads(process.stdout.readline())
    api = announced["apihost"] + "/api/v1"
    populate(api + "/namespaces/_", tuple(announced["auth"].split(":")))
    yield api, announced["auth"]
    process.stdin.close()
    assert process.wait(timeout=200) == 0


def populate(namespace, key):
    """Something under the names that the description gives as examples."""
    code = "function main(p) { return p.fail ? { error: 'on purpose' } : p; }"
    action = {
        "exec": {"kind": "nodejs:default", "code": code},
        "annotations": [{"key": "web-export", "value": True}],
    }
    for path, body in {
        "/packages/p": {},
        "/actions/echo": action,
        "/actions/p/echo": action,
        "/triggers/t": {},
        "/rules/r": {"trigger": "/_/t", "action": "/_/echo"},
    }.items():
        reply = requests.put(namespace + path, json=body, auth=key, timeout=200)
        assert reply.status_code == 200, reply.text


def aimed(api):
    """The description, with names of which some are there: random ones would meet nothing but 403 and 404."""
    document = requests.get(api + "/api-docs", timeout=200).json()
    parameters = document["components"]["parameters"]
    for parameter, values in {
        "namespace": ["_"],
        "package": ["p", "missing"],
        "name": ["echo", "p", "t", "r", "a", "b"],
        "action": [f"{name}.{extension}" for name in ("echo", "a") for extension in ("json", "http", "html", "text")],
    }.items():
        parameters[parameter]["schema"] = {"type": "string", "enum": values}
        parameters[parameter].pop("example", None)
    web = document["paths"]["/web/{namespace}/{package}/{action}"]
    web["parameters"] = web["parameters"][1:] + [
        {"name": "namespace", "in": "path", "required": True, "schema": {"type": "string", "enum": ["guest"]}}
    ]
    parameters["package"]["schema"]["enum"].append("default")
    return document


def test_every_answer_is_one_that_the_description_promises(server, tmp_path):
    api, key = server
    config = tmp_path / "schemathesis.toml"
    config.write_text(CONFIG)
    description = tmp_path / "openapi.json"
    description.write_text(json.dumps(aimed(api)))
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", config, "run", description]
    command += ["--url", api, "--auth", key, "--checks", ",".join(CHECKS), "--seed", SEED, "--max-time", BUDGET_S]
    command += ["--phases", "coverage,fuzzing", "--no-color", "--max-failures", "20"]
    command += ["--generation-database", "none", "--request-timeout", "120", "--max-examples", "40"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=300)
    report = run.stdout + run.stderr
    assert run.returncode == 0, report
    assert re.search(r"[1-9]\d* passed$", report, re.MULTILINE), report
