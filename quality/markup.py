"""Every page is valid HTML by the checker of the Nu project, but for the theme's own slips."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bake.problem import Problem
from quality.tools import Tools

THEMES = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "Bad value “” for attribute “tabindex” on element “label”",
)
"""How Material's own errors begin: its switches are hidden inputs and their labels."""


def find_java() -> str:
    """The checker is a Java program; empty where there is no Java."""
    return shutil.which("java") or ""


def judge_markup(tools: Tools, pages: Sequence[Path]) -> list[Problem]:
    """Errors of the pages' HTML, the theme's left out."""
    jar = tools.modules / "vnu-jar/build/dist/vnu.jar"
    command = (find_java(), "-jar", str(jar), "--format", "json", "--errors-only", *map(str, pages))
    done = subprocess.run(command, capture_output=True, text=True)
    return [
        Problem(
            message["url"].removeprefix("file:"),
            message.get("lastLine", 0),
            message["message"] + " … " + re.sub(r"\s+", " ", message.get("extract", ""))[:120],
            "correct what wrote it",
        )
        for message in json.loads(done.stderr)["messages"]
        if message["type"] == "error" and not message["message"].startswith(THEMES)
    ]
