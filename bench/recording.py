"""Record 24 small snippets, against the same files under `xargs -P2 python`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from bench.stopwatch import compare, run

HEADER = "# /// script\n# dependencies = []\n# ///\n# %% work\n"
BODIES = {
    "print": "print(sum(n * n for n in range(1000 + {n})))\n",
    "numpy": "import numpy as np\n\nprint(np.arange({n} + 3).sum())\n",
    "figure": (
        "import matplotlib.pyplot as plt\n\n"
        "figure, axes = plt.subplots(figsize=(4, 3))\naxes.plot(range({n} + 2))\nplt.show()\n"
    ),
}


def measure() -> float:
    """The ratio of recording to running."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        files = _write_snippets(root, 8)
        environment = {**os.environ, "MPLBACKEND": "Agg"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        bare = ["xargs", "-P2", "-n1", sys.executable]
        took = compare(
            {
                "xargs -P2 python": lambda: run(
                    bare, input="\n".join(files), cwd=root, env=environment
                ),
                "python -m bake record": lambda: run(
                    [sys.executable, "-m", "bake", "record", "--all"], cwd=root, env=environment
                ),
            }
        )
    return took["python -m bake record"] / took["xargs -P2 python"]


def _write_snippets(root: Path, each: int) -> list[str]:
    topic = root / "snippets" / "asterisk"
    topic.mkdir(parents=True)
    files = []
    for n in range(each):
        for kind, body in BODIES.items():
            path = topic / f"{kind}_{n}.py"
            path.write_text(HEADER + body.format(n=n))
            files.append(str(path))
    return files
