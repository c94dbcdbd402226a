# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.10", "numpy>=2.4"]
# ///
# %% [markdown]
# How fine the steps have to be: the error of ever more samples.
# %% cast
import numpy as np

PHI2, R = (3 + 5**0.5) / 2, 1.8
c, s, C, S = np.cos(0.4), np.sin(0.4), np.cos(0.5), np.sin(0.5)
eye = [[-s, c, 0], [-c * S, -s * S, C], [-c * C, -s * C, -S]]


def density(x, y, z):
    x, y, z = x * x, y * y, z * z
    r2 = x + y + z
    f = 4 * (PHI2 * x - y) * (PHI2 * y - z) * (PHI2 * z - x)
    f = f - (2 * PHI2 - 1) * (r2 - 1) ** 2
    return np.maximum(0, 1 - r2 / R**2) / (1 + f * f / 0.09)


def cast(side, steps):
    spots = R * (2 * np.arange(side) + 1 - side) / side
    u, v = np.meshgrid(spots, -spots)
    dt = 2 * R / steps
    light, left = 0 * u, 1 + 0 * u
    for i in range(steps):
        t = (i + 0.5) * dt - R
        where = [u * a + v * b + t * c for a, b, c in zip(*eye)]
        rho = density(*where)
        passed = left * np.exp(-20 * rho * dt)
        light, left = light + (left - passed) * rho, passed
    return light


# %% errors
fine = cast(64, 8192)  # (1)!
errors = {}
for steps in (8, 16, 32, 64, 128, 256, 512, 1024):
    errors[steps] = abs(cast(64, steps) - fine).mean()
    print(f"{steps:4} samples: mean error {errors[steps]:.1e}")
order = np.log2(errors[512] / errors[1024])  # (2)!
print(f"order of convergence: {order:.1f}")
assert 1.9 < order < 2.2

# %% draw_errors
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(4.6, 2.8), layout="constrained")
steps = np.array(list(errors))
axes.loglog(steps, errors.values(), "o-")
slope = errors[1024] * (1024 / steps[4:]) ** 2
axes.loglog(steps[4:], slope, "--", color="0.5")
axes.set_xticks([8, 32, 128, 512], ["8", "32", "128", "512"])
axes.set_xticks([], minor=True)
axes.set_yticks([1e-2, 1e-4, 1e-6], ["0.01", "0.0001", "0.000001"])
axes.set_yticks([], minor=True)
axes.set(xlabel="samples per ray", ylabel="mean error")
plt.show()

# %% draw_rings
plt.figure(figsize=(5, 5 / 3)).add_axes((0, 0, 1, 1)).axis("off")
row = np.hstack([cast(160, steps) for steps in (16, 48, 128)])
colours = plt.get_cmap("inferno", 64)
plt.imshow(row, colours, interpolation="none")
plt.show()
