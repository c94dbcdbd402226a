# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["forward", "backward"]
# ///
# %% [markdown]
# Forwards one width counts, backwards the other: a compromise.
# %% measure
import numpy as np

rng = np.random.default_rng(0)
n_in, n_out = 800, 200
variances = {
    "keep_forward": 1 / n_in,
    "keep_backward": 1 / n_out,
    "glorot": 2 / (n_in + n_out),
}
x = rng.normal(0, 1, (1000, n_in))
dy = rng.normal(0, 1, (1000, n_out))  # (1)!
forward, backward = {}, {}
for name, variance in variances.items():
    w = rng.normal(0, np.sqrt(variance), (n_in, n_out))
    y, dx = x @ w, dy @ w.T  # (2)!
    forward[name] = round(float(y.var()), 2)
    backward[name] = round(float(dx.var()), 2)
    print(f"{name:13} {forward[name]:.2f} {backward[name]:.2f}")
    assert np.isclose(y.var(), n_in * variance, rtol=0.02)
    assert np.isclose(dx.var(), n_out * variance, rtol=0.02)
