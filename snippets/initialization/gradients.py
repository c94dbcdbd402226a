# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "numpy>=2.4"]
# [tool.bake]
# publish = ["norm"]
# timeout = 300
# ///
# %% [markdown]
# The gradient of each layer's weights, before any training.
# %% network
import numpy as np

N = 100
scales = {"one": 1.0, "hundredth": 0.01,
          "xavier": (1 / N) ** 0.5, "he": (2 / N) ** 0.5}  # fmt: skip
FUNCTIONS = {
    "sigmoid": (lambda a: 1 / (1 + np.exp(-a)), lambda x: x * (1 - x)),
    "tanh": (np.tanh, lambda x: 1 - x**2),
    "relu": (lambda a: np.maximum(a, 0), lambda x: x > 0),
}


def backward(weights, x, classes, function):
    activate, slope = FUNCTIONS[function]
    outputs = [x]
    for w in weights[:-1]:
        outputs.append(activate(outputs[-1] @ w))
    scores = outputs[-1] @ weights[-1]
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    delta = (shares - np.eye(10)[classes]) / len(x)
    gradients = []
    for w, x in zip(weights[::-1], outputs[::-1]):
        gradients.append(x.T @ delta)
        delta = (delta @ w.T) * slope(x)
    return gradients[::-1]


# %% measure
norm = {}
for seed in range(20):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((128, N))
    classes = rng.integers(10, size=128)
    sizes = [N] * 5 + [10]
    draws = [rng.standard_normal((N, size)) for size in sizes]  # (1)!
    for function in FUNCTIONS:
        for rule, scale in scales.items():
            weights = [scale * draw for draw in draws]
            gradients = backward(weights, x, classes, function)
            for layer, g in enumerate(gradients, 1):
                label = f"{function}_{rule}_{layer}"
                rounded = float(f"{np.linalg.norm(g):.3g}")  # (2)!
                norm.setdefault(label, []).append(rounded)
for function in FUNCTIONS:
    for rule in scales:
        case = f"{function}_{rule}"
        last, first = (np.median(norm[f"{case}_{n}"]) for n in (6, 1))
        print(f"{case:17} {last:8.2g} {first:8.2g}")  # (3)!
assert max(norm["sigmoid_hundredth_1"]) < 1e-7
assert min(norm["sigmoid_hundredth_6"]) > 0.1
assert min(norm["relu_one_1"]) > 1e3

# %% draw
import matplotlib.pyplot as plt

figure, panels = plt.subplots(1, 3, figsize=(4.6, 3.6), sharey=True,
                              layout="constrained")  # fmt: skip
for axes, function in zip(panels, FUNCTIONS):
    for rule, line in zip(scales, ("o-", "s--", "^-", "D--")):
        labels = (f"{function}_{rule}_{n}" for n in range(1, 7))
        middle = [np.median(norm[label]) for label in labels]
        axes.plot(range(1, 7), middle, line, markersize=4, label=rule)
    axes.set(title=function, xlabel="layer", xticks=[1, 6])
    axes.set_yscale("log")
    axes.grid(axis="y")
panels[0].yaxis.set_major_formatter("{x:g}")
panels[0].set_ylabel("gradient norm")
figure.legend(*panels[0].get_legend_handles_labels(), ncols=4,
              loc="outside lower center")  # fmt: skip
plt.show()
