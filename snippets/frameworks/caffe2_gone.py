# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# ///
# %% [markdown]
# What today's PyTorch holds of Caffe2: no package, a few C++ headers.
# %% find
from importlib.util import find_spec
from pathlib import Path

import torch

print("find_spec('caffe2'):", find_spec("caffe2"))  # (1)!
headers = Path(torch.__file__).parent / "include/caffe2"
print(*sorted(path.name for path in headers.iterdir()))  # (2)!
assert find_spec("caffe2") is None
assert not (headers / "predictor").exists()
assert (headers / "serialize/inline_container.h").exists()
