# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "numpy>=2.4",
#   "onnxruntime>=1.31"]
# [tool.bake]
# publish = ["logits", "right", "megabytes"]
# compare = "close 1e-5"
# data = ["digits.npz", "digits.onnx", "digits.json"]
# ///
# %% [markdown]
# One .onnx file, read by ONNX Runtime: no PyTorch in this process.
# %% find
import json
import os
import sys
from pathlib import Path

import numpy as np
import onnxruntime

data = os.environ.get("BAKE_DATA")
data = Path(data or Path(__file__).parents[2] / "data")
if not (data / "digits.onnx").exists():
    sys.exit("found no digits.onnx in data/: run `make data`")

# %% session
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
session = onnxruntime.InferenceSession(  # (1)!
    data / "digits.onnx",
    options,
    providers=["CPUExecutionProvider"],
)
for value in (*session.get_inputs(), *session.get_outputs()):
    print(value.name, value.type, value.shape)

# %% ten
arrays = np.load(data / "digits.npz")


def run(image):  # (1, 1, 28, 28), 0 to 1
    return session.run(["logits"], {"image": image})[0][0]


found = run(arrays["image"])
for half in found.reshape(2, 5):
    print(*(f"{number:7.3f}" for number in half))
np.testing.assert_allclose(found, arrays["logits"][0], 0, 1e-5)  # (1)!
assert "torch" not in sys.modules
logits = {f"digit_{d}": float(number) for d, number in enumerate(found)}

# %% digits
digits = json.loads((data / "digits.json").read_text())
images = np.array(digits["images"], "float32") / 255
images = images.reshape(10, 1, 1, 28, 28)
answers = [int(run(image).argmax()) for image in images]
right = {"of_ten": sum(map(int.__eq__, answers, digits["labels"]))}
print(*answers)
assert right["of_ten"] >= 9

# %% refused
try:
    session.run(None, {"image": images[:2, 0]})
except Exception as error:
    print(type(error).__name__)
    assert "Got: 2 Expected: 1" in str(error)

# %% size
folder = Path(onnxruntime.__file__).parent / "capi"
(library,) = folder.glob("onnxruntime_pybind11_state*")
megabytes = {"onnxruntime": library.stat().st_size / 1e6}

# %% draw
import matplotlib.pyplot as plt

figure, (left, axes) = plt.subplots(
    1, 2, figsize=(5, 2.2), width_ratios=(1, 2), layout="constrained"
)
strokes = images[digits["reference"], 0, 0]
rows, columns = strokes.nonzero()
left.scatter(
    columns,
    rows,
    s=9 * strokes[rows, columns],
    marker="s",
    color="C0",
)
left.set(xlim=(0, 27), ylim=(27, 0), aspect="equal", title="image")
left.set(xticks=[], yticks=[])
axes.bar(range(10), found)
axes.axhline(0, color="grey", linewidth=0.8)
axes.set(title="logits", xlabel="digit", xticks=range(10))
plt.show()
