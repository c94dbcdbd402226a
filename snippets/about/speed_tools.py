# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "markdown-exec>=1.12", "mkdocs-gallery>=0.10",
#   "mkdocs-jupyter>=0.26", "myst-nb>=1.4", "sphinx-gallery>=0.22",
#   "mkdocs>=1.6", "sphinx>=9", "joblib>=1.6", "matplotlib>=3.11",
# ]
# [tool.bake]
# runners = ["peer-tools"]
# publish = [
#   "seconds_cold", "seconds_same", "seconds_code", "seconds_prose",
#   "many_cold", "many_same", "many_code", "many_prose", "failures",
# ]
# timeout = 3600
# compare = "shape"
# data = ["speed_projects.json"]
# alone = true
# systems = ["linux"]
# ///
# %% [markdown]
# Small files become pages: from nothing, again, and after an edit.
# %% project
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

HOUSE = Path(__file__).resolve().parents[2]
data = Path(os.environ.get("BAKE_DATA") or HOUSE / "data")
if not (data / "speed_projects.json").exists():
    sys.exit("found no speed_projects.json in data/: run `make data`")
TOOLS = json.loads((data / "speed_projects.json").read_text())
SYNC = """python -c "
from pathlib import Path
from bake.cli import main
for page in Path('docs/en').rglob('*.md'):
    main(['sync', str(page)])
" """


def write_project(tool, root, count):
    files = dict(TOOLS[tool]["settings"])
    for number in range(count):
        kind = "print" if number % 6 else "figure"
        for place, text in TOOLS[tool][kind].items():
            place = place.replace("NUMBER", str(number))
            files[place] = text.replace("NUMBER", str(number))
    for place, text in files.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(text)
    if tool.startswith("this_house") or tool == "bare_mkdocs":
        add_house(tool, root)


def add_house(tool, root):
    """The theme and the settings of this site, without its pages."""
    shutil.copytree(HOUSE / "overrides", root / "overrides")
    drop = "watch|  bake.markdown" if tool == "bare_mkdocs" else "watch"
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        text = (HOUSE / name).read_text().split("\nnav:")[0] + "\n"
        text = re.sub(rf"(?m)^({drop}):.*\n", "", text)
        (root / name).write_text(text)
    if tool != "bare_mkdocs":
        (root / "records").mkdir()
        run(SYNC, root)


# %% measure
def run(command, root):
    """Run a command; the seconds that it took."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(HOUSE)}
    # Each tool has its own way to draw.
    environment.pop("MPLBACKEND", None)
    began = time.perf_counter()
    done = subprocess.run(
        command,
        shell=True,
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
    )
    took = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(f"{command} failed:\n{done.stderr}")
    return took


def edit(path, old, new):
    text = path.read_text()
    assert text.count(old) == 1, path
    path.write_text(text.replace(old, new))


def measure(tool, root, count):
    """Build from nothing, again, after an edit of code and of prose."""
    write_project(tool, root, count)
    command = TOOLS[tool]["command"]
    places = [
        root / name.replace("NUMBER", "2")
        for name in TOOLS[tool]["print"]
    ]
    took = [run(command, root) for _ in range(2)]
    edit(places[0], "1000", "7000")
    took.append(run(command, root))
    if tool == "bare_python":
        return took
    edit(places[-1], "The sum", "A sum")
    took.append(run(command, root))
    if tool != "bare_mkdocs":
        check(tool, root, count)
    return took


def check(tool, root, count):
    """Every result stands on a page, those of the edits too."""
    pages = [p.read_text() for p in (root / "site").rglob("*.html")]
    svg = 'viewBox="0 0 288 216"'
    drawn = [page for page in pages if "<img " in page or svg in page]
    assert len(drawn) >= len(range(0, count, 6)), (tool, len(drawn))
    html = "".join(pages)
    starts = [1000 + n for n in range(count) if n % 6 and n != 2]
    for stop in (*starts, 7002):
        assert str(sum(n * n for n in range(stop))) in html, (
            tool,
            stop,
        )
    assert "A sum of squares." in html


# %% table
TURNS = [24, 24, 24, 240]
kinds = {24: ({}, {}, {}, {}), 240: ({}, {}, {}, {})}
for tool in TOOLS:  # (1)!
    with tempfile.TemporaryDirectory() as name:
        write_project(tool, Path(name), 1)
        run(TOOLS[tool]["command"], Path(name))
turns = [(count, tool) for count in TURNS for tool in TOOLS]
failures = {"builds": 0}
while turns:
    count, tool = turns[0]
    try:
        with tempfile.TemporaryDirectory() as name:
            took = measure(tool, Path(name), count)
    except RuntimeError as error:  # (2)!
        failures["builds"] += 1
        if failures["builds"] > 5:
            raise
        print(tool, *re.findall(r"(?m)^.*Error.*$", str(error)))
        continue
    for kind, seconds in zip(kinds[count], took):
        kind.setdefault(tool, []).append(seconds)
    turns.pop(0)

for count in kinds:
    print(count, "files")
    for tool in TOOLS:
        row = [kind[tool] for kind in kinds[count] if tool in kind]
        print(f"{tool:18}", *(f"{median(s):6.1f}" for s in row))
seconds_cold, seconds_same, seconds_code, seconds_prose = kinds[24]
many_cold, many_same, many_code, many_prose = kinds[240]
for cold in (seconds_cold, many_cold):
    for tool in ("mkdocs_jupyter", "myst_nb"):
        assert median(cold[tool]) > median(cold["this_house"]), tool
