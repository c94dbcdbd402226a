# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4"]
# [tool.bake]
# publish = ["std", "std_square"]
# ///
# %% [markdown]
# Three rules as published, and the matrices they make.
# %% rules
import numpy as np

RULES = {
    "lecun": lambda n_in, n_out: 1 / n_in,
    "glorot": lambda n_in, n_out: 2 / (n_in + n_out),
    "he": lambda n_in, n_out: 2 / n_in,
}  # (1)!
rng = np.random.default_rng(0)


# %% draw
def draw_normal(variance, shape):
    return rng.normal(0, np.sqrt(variance), shape)


def draw_uniform(variance, shape):
    limit = np.sqrt(3 * variance)  # (1)!
    return rng.uniform(-limit, limit, shape)


# %% measure
def measure(n_in, n_out):
    print(f"{n_in} in, {n_out} out: rule, normal, uniform")
    stds = {}
    for name, rule in RULES.items():
        variance = rule(n_in, n_out)
        drawn = [
            draw(variance, (n_in, n_out)).std()
            for draw in (draw_normal, draw_uniform)
        ]
        stds[name] = round(float(np.sqrt(variance)), 4)
        print(f"{name:7} {stds[name]:.4f} ", *np.round(drawn, 4))
        assert np.allclose(drawn, stds[name], rtol=0.02)
    return stds


std = measure(784, 100)
std_square = measure(500, 500)
assert std_square["lecun"] == std_square["glorot"]  # (1)!
assert std["lecun"] != std["glorot"]
limit = np.sqrt(6 / (784 + 100))  # (2)!
assert np.isclose(limit / np.sqrt(3), np.sqrt(2 / (784 + 100)))
