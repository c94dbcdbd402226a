# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Two virtual environments, one Python: packages of one are not in the
# other.
# %% make
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

room = tempfile.TemporaryDirectory()
for name in "old", "new":
    venv.create(Path(room.name, name), symlinks=True)  # (1)!

# %% ask
ASK = """
import sys, sysconfig
from importlib.util import find_spec
print("its own prefix:", sys.prefix != sys.base_prefix)
print("shares a base: ", sys.base_prefix == sys.argv[1])
print("sees the tool: ", find_spec("only_in_old") is not None)
"""


def ask(name, code=ASK):
    folder = "Scripts" if sys.platform == "win32" else "bin"
    python = Path(room.name, name, folder, "python")  # (1)!
    command = [python, "-c", code, sys.base_prefix]
    return subprocess.check_output(command, text=True, timeout=60)


# %% install
where = "import sysconfig; print(sysconfig.get_path('purelib'))"
folder = Path(ask("old", where).strip())
Path(folder, "only_in_old.py").write_text("version = 1\n")  # (1)!

# %% compare
for name in "old", "new":
    print(f"{name}\n{ask(name)}")
assert ask("old").count("True") == 3
assert ask("new").count("True") == 2
room.cleanup()
