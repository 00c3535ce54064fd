# Runs Python actions by OpenWhisk's action contract: POST /init and /run. The port that it listens on is the first line of
# its output; each activation's output ends with the sentinel. A MemoryError that nothing catches ends the process with 3.
import json
import os
import runpy
import sys
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SENTINEL = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX"
OUT_OF_MEMORY = 3
action = {}


def init(body):
    value = body["value"]
    os.environ.update(value.get("env", {}))
    if value.get("folder"):
        folder = value["folder"]
        program = os.path.join(folder, "__main__.py")
        if not os.path.exists(program):
            return 502, {"error": "Zip file does not include __main__.py at the root."}
        sys.path.insert(0, folder)
        os.chdir(folder)
        names = runpy.run_path(program, run_name="action")
    else:
        names = {"__name__": "action"}
        exec(compile(value["code"], value["name"] + ".py", "exec"), names)
    entry = value["main"]
    if not callable(names.get(entry)):
        return 502, {"error": f"Initialization has failed due to: there is no function '{entry}'."}
    action["main"] = names[entry]
    return 200, {"OK": True}


def run(body):
    for key, value in body.items():
        if key != "value":
            os.environ["__OW_" + key.upper()] = str(value)
    result = action["main"](body["value"])
    if not isinstance(result, (dict, list)):
        return 502, {"error": "The action did not return a dictionary or array."}
    return 200, result


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        starting = self.path == "/init"
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            status, answer = (init if starting else run)(body)
            text = json.dumps(answer)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except SystemExit as e:
            sys.stdout.flush()
            os._exit(e.code if isinstance(e.code, int) else 1)
        except BaseException as e:
            traceback.print_exc()
            status = 502
            what = f"Initialization has failed due to: {e!r}" if starting else \
                "An error has occurred while invoking the action (see logs for details)."
            text = json.dumps({"error": what})
        for stream in (sys.stdout, sys.stderr):
            print(SENTINEL, file=stream, flush=True)
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
