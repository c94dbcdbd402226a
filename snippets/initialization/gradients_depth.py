# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "numpy>=2.4"]
# [tool.bake]
# publish = ["norm"]
# timeout = 180
# ///
# %% [markdown]
# The first layer's gradient, as the network gets deeper.
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
for seed in range(5):
    for depth in (5, 10, 20):
        rng = np.random.default_rng(seed)
        x = rng.standard_normal((128, N))
        classes = rng.integers(10, size=128)
        sizes = [N] * depth + [10]
        draws = [rng.standard_normal((N, size)) for size in sizes]
        for function in FUNCTIONS:
            for rule, scale in scales.items():
                weights = [scale * draw for draw in draws]
                first, *_ = backward(weights, x, classes, function)
                rounded = float(f"{np.linalg.norm(first):.2g}")
                label = f"{function}_{rule}_{depth}"
                norm.setdefault(label, []).append(rounded)
assert max(norm["sigmoid_hundredth_20"]) < 1e-30
assert min(norm["relu_one_20"]) > 1e14
assert 0.1 < min(norm["relu_he_20"]) < max(norm["relu_he_20"]) < 10

# %% draw
import matplotlib.pyplot as plt

figure, panels = plt.subplots(1, 3, figsize=(4.6, 3.6), sharey=True,
                              layout="constrained")  # fmt: skip
for axes, function in zip(panels, FUNCTIONS):
    for rule, line in zip(scales, ("o-", "s--", "^-", "D--")):
        labels = (f"{function}_{rule}_{depth}" for depth in (5, 10, 20))
        middle = [np.median(norm[label]) for label in labels]
        axes.plot([5, 10, 20], middle, line, markersize=4, label=rule)
    axes.set(title=function, xlabel="depth", xticks=[5, 10, 20])
    axes.set_yscale("log")
    axes.grid(axis="y")
panels[0].yaxis.set_major_formatter("{x:g}")
panels[0].set_ylabel("gradient norm, layer 1")
figure.legend(*panels[0].get_legend_handles_labels(), ncols=4,
              loc="outside lower center")  # fmt: skip
plt.show()
