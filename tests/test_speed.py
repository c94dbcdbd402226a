"""The comparison with other tools: the same code for all."""

import json
from pathlib import Path

from bake.data import find_kept

ROOT = Path(__file__).parent.parent
KEPT = "speed_projects.json"
RECORD = "records/cpu/about/speed_projects.ipynb"
DRAWS_OTHERWISE = ("markdown_exec",)


def read_tools() -> dict[str, dict[str, dict[str, str]]]:
    """What each tool gets, as the record keeps it."""
    tools: dict[str, dict[str, dict[str, str]]] = json.loads(find_kept(ROOT)[RECORD][KEPT])
    return tools


def test_every_tool_gets_the_same_lines_of_code() -> None:
    tools = read_tools()
    for kind in ("print", "figure"):
        code = tools["bare_python"][kind]["work_NUMBER.py"]
        for tool, given in tools.items():
            if kind == "figure" and tool in DRAWS_OTHERWISE:
                continue
            assert any(code in text for text in given[kind].values()), tool


def test_what_prints_otherwise_still_draws_the_same() -> None:
    tools = read_tools()
    drawn = tools["bare_python"]["figure"]["work_NUMBER.py"].removesuffix("plt.show()\n")
    for tool in DRAWS_OTHERWISE:
        assert any(drawn in text for text in tools[tool]["figure"].values())
