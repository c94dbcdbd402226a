# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# ///
# %% [markdown]
# Which names switch SIMD off in numpy? Ask a fresh process.
# %% ask
import os
import subprocess
import sys

import numpy as np

simd = np.show_config(mode="dicts")["SIMD Extensions"]  # (1)!
found = simd.get("found", [])
ASK = """
import numpy as np
simd = np.show_config(mode="dicts")["SIMD Extensions"]
print(*simd.get("found", []))
"""


def find_with(disabled):
    child = subprocess.run(
        [sys.executable, "-W", "always", "-c", ASK],
        env={**os.environ, "NPY_DISABLE_CPU_FEATURES": disabled},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return child.stdout.split(), "ImportWarning" in child.stderr


# %% compare
old, warned = find_with("AVX2 FMA3")
print("old names change something:", old != found)
print("and say so, if asked with -W:", warned)  # (1)!
new, warned = find_with(" ".join(found))
print("new names leave:", new, "and warn:", warned)
assert new == [] and old == found
