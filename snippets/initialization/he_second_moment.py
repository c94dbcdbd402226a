# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "matplotlib>=3.11"]
# [tool.bake]
# publish = ["ratio", "depth", "theory"]
# ///
# %% [markdown]
# Ten ReLU layers by He's rule: is the size kept? Over 1000 draws.
# %% draw
import numpy as np

rng = np.random.default_rng(0)
draws, layers, width = 1000, 10, 64
std = np.sqrt(2 / width)
ratios = np.ones((draws, layers + 1))
for draw in range(draws):
    h = rng.normal(0, 1, width)
    size = h @ h
    for layer in range(1, layers + 1):
        w = rng.normal(0, std, (width, width))
        h = np.maximum(h @ w, 0)
        ratios[draw, layer] = h @ h / size  # (1)!

# %% judge
last = ratios[:, -1]
error = last.std(ddof=1) / np.sqrt(draws)  # (1)!
off = (last.mean() - 1) / error
print(f"mean {last.mean():.3f}, standard error {error:.3f}")
print(f"off 1 by {off:+.1f} standard errors")
print(f"median {np.median(last):.3f}")
print(f"range {last.min():.3f} to {last.max():.2f}")
print(f"below 1: {(last < 1).sum()} of {draws}")
assert abs(off) < 3 and np.median(last) < 0.9
spread = np.sqrt((1 + 5 / width) ** layers - 1)  # (2)!
print(f"spread {last.std(ddof=1):.2f}, by formula {spread:.2f}")

# %% publish
ratio = {
    "mean": last.mean(), "error": error, "median": np.median(last),
    "least": last.min(), "most": last.max(), "off": abs(off),
    "below": (last < 1).mean(), "lecun": last.mean() / 2**layers,
}  # fmt: skip
ratio = {name: float(f"{value:.3g}") for name, value in ratio.items()}
depth = {
    f"layer_{layer}": round(float(np.median(ratios[:, layer])), 3)
    for layer in range(1, layers + 1)
}
theory = {"mean": 1, "spread": round(float(spread), 3)}
ratio["spread"] = round(float(last.std(ddof=1)), 3)

# %% figure
import matplotlib.pyplot as plt

figure, (upper, lower) = plt.subplots(
    2, 1, figsize=(4.4, 5), layout="constrained"
)
bins = np.geomspace(2**-6, 2**4, 31)
upper.stairs(np.histogram(last, bins)[0], bins, fill=True, color="C0")
upper.axvline(last.mean(), color="C1", label="mean")
upper.axvline(np.median(last), color="black", ls="--", label="median")
upper.set_xscale("log", base=2)
upper.xaxis.set_major_formatter("{x:g}")
upper.set(xlabel="ratio after 10 layers", ylabel="draws")
lower.errorbar(
    range(layers + 1), ratios.mean(axis=0), color="C1", label="mean",
    yerr=2 * ratios.std(axis=0, ddof=1) / np.sqrt(draws), fmt="o-",
)  # fmt: skip
lower.plot(np.median(ratios, axis=0), "k--", label="median")
lower.set(xlabel="layer", ylabel="ratio", ylim=(0, 1.2))
for axes in (upper, lower):
    axes.legend(frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
plt.show()
