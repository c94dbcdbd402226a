# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "numpy>=2.4",
#   "onnxruntime>=1.31"]
# [tool.bake]
# publish = ["right", "score"]
# compare = "close 1e-4"
# data = ["digits.onnx"]
# ///
# %% [markdown]
# Drawings read as they are, and made like MNIST's images.
# %% strokes
import os
import sys
from pathlib import Path

import numpy as np

DRAWN = """
14,6 9,9 8,15 10,20 14,22 18,20 20,14 18,8 14,6
10,10 15,6 15,22
9,9 12,6 16,6 18,10 16,15 9,22 20,22
9,7 14,6 18,8 17,12 13,13 18,15 18,20 14,22 9,20
13,6 8,16 20,16 | 16,10 16,22
19,6 11,6 10,13 15,12 19,15 18,20 14,22 9,21
17,6 11,11 9,17 12,22 16,21 18,18 15,15 10,16
8,6 19,6 13,22
17,8 14,6 10,8 12,12 17,16 18,20 14,22 10,20 11,16 16,12 17,8
18,9 14,6 10,8 11,12 15,13 18,9 17,15 15,22
""".split("\n")[1:-1]


def trace(line, scale=10, shift=0):
    strokes = [stroke.split() for stroke in line.split("|")]
    points = [[p.split(",") for p in stroke] for stroke in strokes]
    return [np.array(p, float) * scale + shift for p in points]


# %% spread
SIDE, PEN = 280, 10  # the pad's side, half the pen's width
y, x = np.mgrid[:SIDE, :SIDE] + 0.5


def spread(strokes):
    ink = np.zeros((SIDE, SIDE))
    for points in strokes:
        for (x0, y0), end in zip([points[0], *points], points):
            dx, dy = end - (x0, y0)
            along = (x - x0) * dx + (y - y0) * dy
            along = np.clip(along / (dx**2 + dy**2 or 1), 0, 1)
            far = np.hypot(x - x0 - along * dx, y - y0 - along * dy)
            ink = np.maximum(ink, np.clip(PEN + 0.5 - far, 0, 1))
    return ink


# %% prepare
def shares(size, target):  # (target, size)
    edges, old = np.linspace(0, size, target + 1), np.arange(size)
    low = np.maximum(edges[:-1, None], old)
    high = np.minimum(edges[1:, None], old + 1)
    return np.clip(high - low, 0, None) * target / size  # (1)!


def prepare(ink):
    ys, xs = (np.flatnonzero(ink.any(axis)) for axis in (1, 0))
    box = ink[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]
    scale = 20 / max(box.shape)  # (2)!
    sizes = [max(1, int(side * scale + 0.5)) for side in box.shape]
    down, across = map(shares, box.shape, sizes)
    small = down @ box @ across.T
    places = []
    for axis, size in enumerate(sizes):
        mass = small.sum(1 - axis)
        middle = mass @ (np.arange(size) + 0.5) / mass.sum()
        place = int(np.floor(14 - middle + 0.5))  # (3)!
        place = min(max(place, 0), 28 - size)
        places.append(slice(place, place + size))
    image = np.zeros((28, 28))
    image[*places] = small
    return image


# %% model
import onnxruntime

data = os.environ.get("BAKE_DATA")
data = Path(data or Path(__file__).parents[2] / "data")
if not (data / "digits.onnx").exists():
    sys.exit("found no digits.onnx in data/: run `make data`")
session = onnxruntime.InferenceSession(data / "digits.onnx")
shrink = shares(SIDE, 28)


def read(image):  # the digit, and its softmax
    image = image[None, None].astype("float32")
    logits = session.run(["logits"], {"image": image})[0][0]
    powers = np.exp(logits - logits.max())
    return int(logits.argmax()), float(powers.max() / powers.sum())


def make_plain(ink):
    return shrink @ ink @ shrink.T


# %% read
right = {}
drawn = {"large": (10, 0), "corner": (6, 100), "tiny": (3, 30)}
for name, (scale, shift) in drawn.items():
    inks = [spread(trace(line, scale, shift)) for line in DRAWN]
    for how, make in (("plain", make_plain), ("made", prepare)):
        answers = [read(make(ink))[0] for ink in inks]
        label = f"{name}_{how}"
        right[label] = sum(map(int.__eq__, answers, range(10)))
        print(f"{label:12}", *answers)
assert right["large_plain"] == right["large_made"] == 10
assert right["corner_plain"] < 5 and right["corner_made"] == 10
assert right["tiny_made"] < 10

# %% doubt
score = {}
for name, line in {
    "7_with_bar": DRAWN[7] + " | 10,14 19,14",
    "1_one_stroke": "14,6 14,22",
    "1_with_foot": DRAWN[1] + " | 10,22 20,22",
    "dot": "14,14",
}.items():
    answer, score[name] = read(prepare(spread(trace(line))))
    print(f"{name:12} is read as {answer}")

# %% draw
import matplotlib.pyplot as plt

shades = ["grey", "black"]
figure, axes = plt.subplots(2, 4, figsize=(5, 3), layout="constrained")
for column, digit in enumerate((2, 4, 7, 8)):
    ink = spread(trace(DRAWN[digit], *drawn["corner"]))
    for axis, make in zip(axes[:, column], (make_plain, prepare)):
        image = make(ink)
        axis.contourf(image, (0.2, 0.6, 1.1), colors=shades)
        axis.set(xlim=(-0.5, 27.5), ylim=(27.5, -0.5), aspect="equal")
        axis.set(xticks=[], yticks=[], xlabel=f"read: {read(image)[0]}")
axes[0, 0].set_ylabel("plain")
axes[1, 0].set_ylabel("made")
plt.show()
