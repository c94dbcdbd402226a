# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["moved", "units", "share"]
# ///
# %% [markdown]
# All weights zero: which parameters ever get a gradient?
# %% data
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, (400, 2))
y = (x[:, :1] * x[:, 1:] > -0.1) * 1.0  # (400, 1)


# %% train
def gradients(w, b, activate, slope):
    h = [x]
    for wi, bi in zip(w[:-1], b[:-1]):
        h.append(activate(h[-1] @ wi + bi))
    p = 1 / (1 + np.exp(-(h[-1] @ w[-1] + b[-1])))
    d = (p - y) / len(x)  # (1)!
    gw, gb = [0] * 3, [0] * 3
    for i in (2, 1, 0):
        gw[i], gb[i] = h[i].T @ d, d.sum(axis=0)
        d = (d @ w[i].T) * slope(h[i])  # (2)!
    return gw, gb, p


def train(activate, slope, steps):
    w = [np.zeros(shape) for shape in ((2, 8), (8, 8), (8, 1))]
    b = [np.zeros(size) for size in (8, 8, 1)]
    for _ in range(steps):
        gw, gb, p = gradients(w, b, activate, slope)
        for i in range(3):
            w[i] -= gw[i]
            b[i] -= gb[i]
    return w, b, gw, gb, p


# %% first_step
relu = (lambda z: np.maximum(z, 0), lambda h: h > 0)
_, _, gw, gb, _ = train(*relu, steps=1)
for i in range(3):
    print(f"layer {i + 1}: weights {abs(gw[i]).max():.4f}", end=", ")
    print(f"biases {abs(gb[i]).max():.4f}")
assert not any(g.any() for g in (*gw, *gb[:2]))  # (1)!

# %% after
ACTIVATIONS = {
    "relu": relu,
    "tanh": (np.tanh, lambda h: 1 - h**2),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda h: h - h**2),
}
moved, units = {}, {}
for name, (activate, slope) in ACTIVATIONS.items():
    w, b, _, _, p = train(activate, slope, steps=200)
    named = {f"w{i}": a for i, a in enumerate(w, 1)}
    named |= {f"b{i}": a for i, a in enumerate(b, 1)}
    names = [n for n, a in sorted(named.items()) if a.any()]
    moved[name] = len(names)
    units[name] = len(np.unique(w[1].round(9), axis=1).T)
    print(f"{name:8} moved {' '.join(names)}, units {units[name]}")
    if name == "relu":
        share = {"answer": round(float(p.max()), 4)}
        share["ones"] = float(y.mean())
        assert np.ptp(p) == 0 and np.isclose(p[0], y.mean())
print(f"relu answers {share['answer']} for every point")  # (1)!
assert moved["relu"] == moved["tanh"] == 1
