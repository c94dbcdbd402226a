# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "matplotlib>=3.11"]
# [tool.bake]
# publish = ["loss"]
# ///
# %% [markdown]
# Learning finds w and b; a person chooses the rate and the steps.
# %% descend
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, 50)
y = 3 * x + 2 + rng.normal(0, 0.3, 50)


def descend(rate, steps):
    w, b, losses = 0.0, 0.0, []
    for _ in range(steps + 1):
        error = w * x + b - y
        losses.append((error**2).mean())
        w -= rate * (2 * error * x).mean()
        b -= rate * (2 * error).mean()
    return losses


# %% choose
rates = (0.01, 0.1, 0.5, 1.1)
curves = {rate: descend(rate, steps=50) for rate in rates}
loss = {}
for rate, losses in curves.items():
    loss[f"{rate}"] = float(f"{losses[-1]:.3g}")
    print(f"rate {rate:4}: loss {losses[0]:.3f} -> {losses[-1]:.3g}")
assert loss["0.5"] < loss["0.1"] < loss["0.01"]
assert loss["1.1"] > curves[1.1][0]
mean, square = x.mean(), (x * x).mean()
hessian = 2 * np.array([[square, mean], [mean, 1]])
limit = 2 / np.linalg.eigvalsh(hessian)[-1]  # (1)!
print(f"above {limit:.2f} it diverges")
assert 0.5 < limit < 1.1

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(5, 2.6), layout="constrained")
for rate, losses in curves.items():
    axes.semilogy(losses, label=f"rate {rate}")
axes.set(xlabel="step", ylabel="loss", ylim=(0.05, 100))
axes.yaxis.set_major_formatter("{x:g}")
axes.legend(frameon=False)
axes.spines[["top", "right"]].set_visible(False)
plt.show()
