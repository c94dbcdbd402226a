# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.10", "numpy>=2.4"]
# ///
# %% [markdown]
# The same fog from six sides, while the camera goes around it.
# %% cast
import numpy as np

PHI2, R = (3 + 5**0.5) / 2, 1.8


def density(x, y, z):
    x, y, z = x * x, y * y, z * z
    r2 = x + y + z
    f = 4 * (PHI2 * x - y) * (PHI2 * y - z) * (PHI2 * z - x)
    f = f - (2 * PHI2 - 1) * (r2 - 1) ** 2
    return np.maximum(0, 1 - r2 / R**2) / (1 + f * f / 0.09)


def look(turn, tilt):
    c, s, C, S = np.cos(turn), np.sin(turn), np.cos(tilt), np.sin(tilt)
    return [[-s, c, 0], [-c * S, -s * S, C], [-c * C, -s * C, -S]]


def cast(eye, side=160, steps=128):
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


# %% views
FIVE, THREE = np.arctan(PHI2**0.5 - 1), np.arctan(PHI2)  # (1)!
turns = [0, FIVE / 2, FIVE, (FIVE + THREE) / 2, THREE, np.pi / 2]
views = [cast(look(turn, 0)) for turn in turns]
again = cast(look(turns[1] + np.pi, 0))
same = abs(again - views[1]).max() < 1e-9
print("half a turn later, the same picture:", same)
assert same

# %% draw
import matplotlib.pyplot as plt

plt.figure(figsize=(5, 10 / 3)).add_axes((0, 0, 1, 1)).axis("off")
rows = np.block([views[:3], views[3:]])
colours = plt.get_cmap("inferno", 64)
plt.imshow(rows, colours, interpolation="none")
plt.show()
