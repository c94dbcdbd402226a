# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.10", "numpy>=2.4"]
# [tool.bake]
# publish = ["percent_taken", "percent_busy"]
# ///
# %% [markdown]
# The samples that a ray need not take, and neighbours that wait.
# %% walk
import numpy as np

PHI2, R, SIDE, STEPS = (3 + 5**0.5) / 2, 1.8, 256, 128
c, s, C, S = np.cos(0.4), np.sin(0.4), np.cos(0.5), np.sin(0.5)
eye = [[-s, c, 0], [-c * S, -s * S, C], [-c * C, -s * C, -S]]
spots = R * (2 * np.arange(SIDE) + 1 - SIDE) / SIDE
u, v = np.meshgrid(spots, -spots)


def walk(limit):
    dt = 2 * R / STEPS
    depth, light, left = 0 * u, 0 * u, 1 + 0 * u
    taken = np.zeros((STEPS, SIDE, SIDE), bool)
    for i in range(STEPS):
        t = (i + 0.5) * dt - R
        where = [u * a + v * b + t * c for a, b, c in zip(*eye)]
        x, y, z = (at * at for at in where)
        r2 = x + y + z
        taken[i] = (r2 < R**2) & (depth < limit)  # (1)!
        f = 4 * (PHI2 * x - y) * (PHI2 * y - z) * (PHI2 * z - x)
        f = f - (2 * PHI2 - 1) * (r2 - 1) ** 2
        rho = taken[i] * (1 - r2 / R**2) / (1 + f * f / 0.09)
        depth += 20 * rho * dt  # (2)!
        passed = np.exp(-depth)
        light, left = light + (left - passed) * rho, passed
    return light, taken


# %% count
light, taken = walk(limit=4.6)
whole, inside = walk(limit=np.inf)
percent_taken = {
    "in_the_ball": round(100 * float(inside.mean()), 1),  # (1)!
    "until_dark": round(100 * float(taken.mean()), 1),
}
for name, percent in percent_taken.items():
    print(f"{name:12} {percent} % of the samples")
off = abs(light - whole).max()
print("no pixel is off by a hundredth:", off < 0.01)
assert off < 0.01

# %% lockstep
mixed = np.random.default_rng(0).permutation(SIDE * SIDE)
random = taken.reshape(STEPS, -1)[:, mixed].reshape(taken.shape)


def busy(taken, high, wide):
    down, across = SIDE // high, SIDE // wide
    groups = taken.reshape(STEPS, down, high, across, wide)
    rounds = groups.any(axis=(2, 4)).sum()  # (1)!
    return round(100 * float(taken.sum() / rounds) / high / wide, 1)


percent_busy = {
    "tiles_4_by_8": busy(taken, 4, 8),
    "rows_of_32": busy(taken, 1, 32),
    "random_32": busy(random, 1, 32),
}
for name, percent in percent_busy.items():
    print(f"{name:12} {percent} % busy")
tiles, rows, shuffled = percent_busy.values()
assert tiles > rows > shuffled

# %% draw
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(4, 3.2), layout="constrained")
counts = taken.sum(axis=0)[::2, ::2]
colours = plt.get_cmap("viridis", 8)
shown = axes.imshow(counts, colours, interpolation="none", vmin=0)
ticks = [0, 32, 64, 96]
bar = figure.colorbar(shown, label="samples taken", ticks=ticks)
bar.solids.set_rasterized(True)  # fixed colours, as the picture's
axes.axis("off")
plt.show()
