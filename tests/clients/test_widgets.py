"""Widgets as a front end's widget manager speaks with them, over jupyter_client."""

import pytest
from test_kernel import results_of

pytestmark = pytest.mark.usefixtures("without_openwhisk")

VIEW = "application/vnd.jupyter.widget-view+json"


class Page:
    """Keeps the models that the kernel opens, as a widget manager does."""

    def __init__(self, notebook, session=None):
        self.notebook = notebook
        self.session = session
        self.models = {}

    def execute(self, code):
        reply, outputs = self.notebook.execute(code)
        assert reply["status"] == "ok", reply
        return self.take(outputs)

    def take(self, outputs):
        for type_, content in outputs:
            state = content.get("data", {}).get("state")
            if type_ == "comm_open":
                assert content["target_name"] == "jupyter.widget"
                self.models[content["comm_id"]] = dict(state)
                refers = [state.get("layout"), state.get("style"), *state.get("children", [])]
                assert all(r.removeprefix("IPY_MODEL_") in self.models for r in refers if r)
            elif type_ == "comm_msg":
                self.models[content["comm_id"]].update(state)
            elif type_ == "comm_close":
                del self.models[content["comm_id"]]
        return outputs

    def model(self, name):
        """The newest model of this class."""
        return [id_ for id_, state in self.models.items() if state["_model_name"] == name][-1]

    def set(self, model, **state):
        return self.say(model, method="update", state=state, buffer_paths=[])

    def say(self, model, **data):
        return self.take(self.send("comm_msg", {"comm_id": model, "data": data}))

    def send(self, msg_type, content):
        """Sends a message under this page's session; returns what is published for it."""
        message = self.notebook.client.session.msg(msg_type, content)
        message["header"]["session"] = self.session or message["header"]["session"]
        self.notebook.client.shell_channel.send(message)
        return self.notebook.outputs(message["header"]["msg_id"])


@pytest.fixture(scope="module")
def page(notebook):
    """The only page of the kernel that the tests share: models that all refer to are opened once."""
    return Page(notebook)


def views(outputs):
    return [content["data"][VIEW]["model_id"] for _, content in outputs if VIEW in content.get("data", {})]


def updates(outputs):
    return [content["data"]["text/plain"] for type_, content in outputs if type_ == "update_display_data"]


def methods(outputs):
    return [(content["data"]["method"], content["data"]["state"]) for type_, content in outputs if type_ == "comm_msg"]


def test_a_slider_goes_both_ways(page):
    outputs = page.execute('var n = IntSlider.of("actions", 1, 64).value(8); n')
    slider = page.model("IntSliderModel")
    assert views(outputs) == [slider]
    assert results_of(outputs) == ["actions = 8"]
    assert page.models[slider]["_view_module"] == "@jupyter-widgets/controls"
    assert methods(page.set(slider, value=16)) == [("echo_update", {"value": 16})]
    assert results_of(page.execute("n.value() * 2")) == ["32"]
    assert methods(page.execute("n.value(20);")) == [("update", {"value": 20})]
    assert page.models[slider]["value"] == 20


def test_interact_shows_its_result_anew_at_each_change(page):
    outputs = page.execute('interact(IntSlider.of("n", 0, 64).value(8), n -> 640 / n)')
    slider = page.model("IntSliderModel")
    assert views(outputs) == [page.model("VBoxModel")]
    assert [c["data"]["text/plain"] for t, c in outputs if t == "display_data"] == ["n = 8", "80"]
    assert updates(page.set(slider, value=10)) == ["64"]
    (failure,) = updates(page.set(slider, value=0))
    assert "ArithmeticException" in failure and "/ by zero" in failure
    assert updates(page.set(slider, value=64)) == ["10"]


def test_a_reloaded_page_gets_its_widgets_back(notebook, page):
    page.execute('interact(IntSlider.of("kept", 0, 9).value(3), n -> n * n)')
    box = page.model("VBoxModel")
    reloaded = Page(notebook, "another session")
    reloaded.send("comm_open", {"comm_id": "control", "target_name": "jupyter.widget.control", "data": {}})
    outputs = reloaded.send("comm_msg", {"comm_id": "control", "data": {"method": "request_states"}})
    (answer,) = [content["data"] for type_, content in outputs if type_ == "comm_msg"]
    assert answer["method"] == "update_states" and answer["buffer_paths"] == []
    reloaded.models = {id_: model["state"] for id_, model in answer["states"].items()}
    assert all(answer["states"][id_]["model_name"] == m["_model_name"] for id_, m in reloaded.models.items())
    assert reloaded.models[box]["children"] == page.models[box]["children"]
    slider = reloaded.model("IntSliderModel")
    assert reloaded.models[slider]["description"] == "kept"
    reloaded.set(slider, value=4)
    (shown,) = reloaded.models[reloaded.model("OutputModel")]["outputs"]
    assert shown["data"]["text/plain"] == "16"


def test_a_button_is_clicked(page):
    page.execute("import dev.whiskbook.kernel.widget.*; int clicks = 0;")
    page.execute('Button.of("Run").onClick(() -> { clicks++; })')
    page.say(page.model("ButtonModel"), method="custom", content={"event": "click"})
    assert results_of(page.execute("clicks")) == ["1"]


def test_a_users_classes_of_the_same_names_come_first(own_notebook):
    for code in ("class IntSlider { int v = 3; }", "class Button { int v = 4; }", "int interact(int a) { return a; }"):
        assert own_notebook.execute(code)[0]["status"] == "ok"
    assert results_of(own_notebook.execute("new IntSlider().v + new Button().v + interact(1)")[1]) == ["8"]


LOADED = """var classes = (String) java.lang.management.ManagementFactory.getPlatformMBeanServer().invoke(
    new javax.management.ObjectName("com.sun.management:type=DiagnosticCommand"), "vmClassHierarchy",
    new Object[] {new String[0]}, new String[] {String[].class.getName()});
classes.lines().filter(line -> line.contains("kernel.widget.")).count()"""


def test_nothing_of_widgets_is_loaded_before_the_first_one(own_notebook):
    own_notebook.execute("1 + 1")
    assert results_of(own_notebook.execute(LOADED)[1]) == ["0"]
    own_notebook.execute('IntSlider.of("n", 0, 1)')
    assert results_of(own_notebook.execute(LOADED)[1]) != ["0"]
