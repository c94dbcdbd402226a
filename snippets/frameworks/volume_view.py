# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.10", "numpy>=2.4"]
# ///
# %% [markdown]
# One look through a glowing fog; turn the camera and look again.
# %% camera
import numpy as np

turn, tilt = 0.4, 0.5  # (1)!
c, s = np.cos(turn), np.sin(turn)
C, S = np.cos(tilt), np.sin(tilt)
right = -s, c, 0
up = -c * S, -s * S, C
away = -c * C, -s * C, -S  # (2)!

# %% density
PHI2 = (3 + 5**0.5) / 2  # the golden ratio, squared
R = 1.8  # of the ball


def density(x, y, z):
    x, y, z = x * x, y * y, z * z
    r2 = x + y + z
    f = 4 * (PHI2 * x - y) * (PHI2 * y - z) * (PHI2 * z - x)
    f = f - (2 * PHI2 - 1) * (r2 - 1) ** 2
    return np.maximum(0, 1 - r2 / R**2) / (1 + f * f / 0.09)


# %% cast
def cast(u, v, steps=96):
    dt = 2 * R / steps
    light, left = 0 * u, 1 + 0 * u
    for i in range(steps):
        t = (i + 0.5) * dt - R
        rho = density(
            *(u * a + v * b + t * c for a, b, c in zip(right, up, away))
        )
        passed = left * np.exp(-20 * rho * dt)  # (1)!
        light = light + (left - passed) * rho  # (2)!
        left = passed
    return light


# %% picture
side = 96
spots = R * (2 * np.arange(side) + 1 - side) / side
u, v = np.meshgrid(spots, -spots)
picture = cast(u, v)
alone = cast(u[30, 50], v[30, 50])  # (1)!
print("one pixel, cast alone, is the same:", end=" ")
print(abs(alone - picture[30, 50]) < 1e-12)
assert abs(alone - picture[30, 50]) < 1e-12

# %% draw
import matplotlib.pyplot as plt

plt.figure(figsize=(3, 3)).add_axes((0, 0, 1, 1)).axis("off")
plt.imshow(picture, "inferno", interpolation="none")
plt.show()
