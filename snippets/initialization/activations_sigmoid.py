# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "numpy>=2.4"]
# [tool.bake]
# publish = ["std", "std_of_unit", "saturated"]
# ///
# %% [markdown]
# Sigmoid, five layers, four scales of the weights.
# %% layers
import numpy as np

N = 100
scales = {
    "one": 1.0,
    "hundredth": 0.01,
    "xavier": (1 / N) ** 0.5,  # (1)!
    "he": (2 / N) ** 0.5,
}


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def run_layers(scale, seed=0):
    rng = np.random.default_rng(seed)  # (2)!
    x = rng.standard_normal((1000, N))
    for _ in range(5):
        x = sigmoid(x @ (scale * rng.standard_normal((N, N))))  # (3)!
        yield x


# %% measure
std, std_of_unit, saturated = {}, {}, {}


def note(numbers, label, number):
    numbers.setdefault(label, []).append(float(f"{number:.3g}"))


for rule, scale in scales.items():
    for seed in range(20):  # (1)!
        for layer, x in enumerate(run_layers(scale, seed), 1):
            label = f"{rule}_{layer}"
            note(std, label, x.std())  # (2)!
            note(std_of_unit, label, x.std(axis=0).mean())  # (3)!
            note(saturated, label, np.mean(abs(x - 0.5) > 0.45))  # (4)!
    first, last = (std[f"{rule}_{layer}"][0] for layer in (1, 5))
    print(f"{rule:9} from {first:.2g} to {last:.2g}")
assert min(saturated["one_5"]) > 0.5
assert min(std["hundredth_5"]) > 0.01
assert max(std_of_unit["hundredth_5"]) < 1e-7  # (5)!

# %% draw
import matplotlib.pyplot as plt

figure, rows = plt.subplots(4, 5, figsize=(4.6, 4.6), sharex=True,
                            layout="constrained")  # fmt: skip
for row, (rule, scale) in zip(rows, scales.items()):
    row[0].set_ylabel(f"{rule}\n{scale:.2g}")
    for layer, (axes, x) in enumerate(zip(row, run_layers(scale)), 1):
        heights, edges = np.histogram(x, 20, (0, 1))
        axes.stairs(heights, edges, fill=True)
        ends = [heights[0], 0, heights[-1]]
        axes.stairs(ends, edges[[0, 1, -2, -1]], fill=True)
        head = f"layer {layer}\n" if rule == "one" else ""
        axes.set_title(f"{head}{x.std():.3g}", fontsize=10)
        axes.set_yticks([])
        axes.spines[["left", "top", "right"]].set_visible(False)
axes.set_xticks([0, 1])
figure.supxlabel("sigmoid output", fontsize=10)
plt.show()
