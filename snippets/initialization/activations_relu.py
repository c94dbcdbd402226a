# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "numpy>=2.4"]
# [tool.bake]
# publish = ["std", "std_of_unit", "zeros"]
# ///
# %% [markdown]
# ReLU, five layers, four scales of the weights.
# %% layers
import numpy as np

N = 100
scales = {
    "one": 1.0,
    "hundredth": 0.01,
    "xavier": (1 / N) ** 0.5,
    "he": (2 / N) ** 0.5,
}


def relu(a):
    return np.maximum(a, 0)


def run_layers(scale, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((1000, N))
    for _ in range(5):
        x = relu(x @ (scale * rng.standard_normal((N, N))))
        yield x


# %% measure
std, std_of_unit, zeros = {}, {}, {}


def note(numbers, label, number):
    numbers.setdefault(label, []).append(float(f"{number:.3g}"))


for rule, scale in scales.items():
    for seed in range(20):
        for layer, x in enumerate(run_layers(scale, seed), 1):
            label = f"{rule}_{layer}"
            note(std, label, x.std())
            note(std_of_unit, label, x.std(axis=0).mean())
            note(zeros, label, np.mean(x == 0))
    first, last = (std[f"{rule}_{layer}"][0] for layer in (1, 5))
    print(f"{rule:9} from {first:.2g} to {last:.2g}")
zeros_of_five = [zeros[f"{rule}_5"] for rule in scales]
assert zeros_of_five[1:] == zeros_of_five[:-1]
assert min(std["one_5"]) > 1e9 * max(std["hundredth_5"])
assert max(std["xavier_5"]) < 0.2 < 0.5 < min(std["he_5"])

# %% draw
import matplotlib.pyplot as plt

figure, rows = plt.subplots(4, 5, figsize=(4.6, 4.6), sharex=True,
                            layout="constrained")  # fmt: skip
for row, (rule, scale) in zip(rows, scales.items()):
    row[0].set_ylabel(f"{rule}\n{scale:.2g}")
    for layer, (axes, x) in enumerate(zip(row, run_layers(scale)), 1):
        powers = np.log10(x[x > 0])
        heights, edges = np.histogram(powers, 26, (-8, 5))
        axes.stairs(heights, edges, fill=True)
        head = f"layer {layer}\n" if rule == "one" else ""
        axes.set_title(f"{head}{x.std():.3g}", fontsize=10)
        axes.set_yticks([])
        axes.spines[["left", "top", "right"]].set_visible(False)
axes.set_xticks([-6, 0], ["1e-6", "1"])
figure.supxlabel("ReLU output above 0, log scale", fontsize=10)
plt.show()
