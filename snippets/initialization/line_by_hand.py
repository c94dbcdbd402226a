# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "matplotlib>=3.11"]
# [tool.bake]
# publish = ["line"]
# ///
# %% [markdown]
# y = wx + b by gradient descent, the two gradients worked by hand.
# %% data
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, 50)
y = 3 * x + 2 + rng.normal(0, 0.3, 50)  # (1)!

# %% descend
w, b = 0.0, 0.0  # (1)!
rate, steps = 0.1, 200  # (2)!
losses, lines = [], [(w, b)]
for _ in range(steps):
    error = w * x + b - y
    losses.append((error**2).mean())
    w -= rate * (2 * error * x).mean()  # (3)!
    b -= rate * (2 * error).mean()
    lines.append((w, b))

# %% answer
print(f"w = {w:.6f}, b = {b:.6f}")
slope, height = np.polyfit(x, y, 1)  # (1)!
assert np.isclose(w, slope) and np.isclose(b, height)
assert f"{w:.6f} {b:.6f}" == "3.078502 2.005746"
line = {"w": round(w, 4), "b": round(b, 4)}
line |= {"first": round(losses[0], 4), "last": round(losses[-1], 4)}

# %% draw
import matplotlib.pyplot as plt

figure, (upper, lower) = plt.subplots(
    2, 1, figsize=(4.4, 5), layout="constrained"
)
upper.plot(x, y, ".", color="grey")
ends = np.array([-1, 1])
for step in (0, 5, 20, 200):
    slope, height = lines[step]
    upper.plot(ends, slope * ends + height, label=f"step {step}")
upper.set(xlabel="x", ylabel="y")
upper.legend(frameon=False)
lower.semilogy(losses)
lower.yaxis.set_major_formatter("{x:g}")
lower.set(xlabel="step", ylabel="loss")
for axes in (upper, lower):
    axes.spines[["top", "right"]].set_visible(False)
plt.show()
