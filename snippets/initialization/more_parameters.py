# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "matplotlib>=3.11"]
# [tool.bake]
# publish = ["seen", "unseen"]
# ///
# %% [markdown]
# More parameters fit the seen points better, the unseen ones worse.
# %% fit
import numpy as np

rng = np.random.default_rng(0)


def draw_points(count):
    x = rng.uniform(-1, 1, count)
    return x, 3 * x + 2 + rng.normal(0, 0.3, count)


x, y = draw_points(12)
x_new, y_new = draw_points(1000)  # (1)!
fits, seen, unseen = {}, {}, {}
for parameters in (2, 4, 7, 10):
    fit = np.polyfit(x, y, parameters - 1)  # (2)!
    fits[parameters] = fit
    error = ((np.polyval(fit, x) - y) ** 2).mean()
    error_new = ((np.polyval(fit, x_new) - y_new) ** 2).mean()
    seen[f"{parameters}"] = float(f"{error:.3g}")
    unseen[f"{parameters}"] = float(f"{error_new:.3g}")
    print(f"{parameters:2}: seen {error:.3g}, unseen {error_new:.3g}")
assert list(seen.values()) == sorted(seen.values(), reverse=True)
assert list(unseen.values()) == sorted(unseen.values())

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 2.6), layout="constrained")
axes.plot(x, y, "o", color="black", markersize=4)
grid = np.linspace(-1, 1, 120)
for parameters in (2, 10):
    curve = np.polyval(fits[parameters], grid)
    axes.plot(grid, curve, label=f"{parameters} parameters")
axes.set(xlabel="x", ylabel="y", ylim=(-3, 7))
axes.legend(frameon=False)
axes.spines[["top", "right"]].set_visible(False)
plt.show()
