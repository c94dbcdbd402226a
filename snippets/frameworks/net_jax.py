# /// script
# requires-python = ">=3.11"
# dependencies = ["jax>=0.10", "numpy>=1.26"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["loss", "same_digits"]
# compare = "close 0.1"
# ///
# %% [markdown]
# The same net in JAX: a function goes in, its gradient comes out.
# %% start
import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_default_matmul_precision", "highest")  # (1)!

rng = np.random.RandomState(0)
x, y = rng.randn(64, 8), rng.randn(64, 4)
w1, b1 = 0.5 * rng.randn(8, 16), np.zeros(16)
w2, b2 = 0.5 * rng.randn(16, 4), np.zeros(4)


# %% train
def find_loss(weights, inputs, answers):
    w1, b1, w2, b2 = weights
    h = jnp.maximum(inputs @ w1 + b1, 0)
    return jnp.mean((h @ w2 + b2 - answers) ** 2)


find_both = jax.jit(jax.value_and_grad(find_loss))  # (1)!


def train():
    inputs, answers = jnp.asarray(x), jnp.asarray(y)
    weights = [jnp.asarray(start) for start in (w1, b1, w2, b2)]
    print("the kind of numbers:", weights[0].dtype)
    losses = []
    for _ in range(21):
        loss, slopes = find_both(weights, inputs, answers)
        losses.append(float(loss))
        weights = [w - 0.1 * s for w, s in zip(weights, slopes)]
    return losses


single = train()  # (2)!
jax.config.update("jax_enable_x64", True)
double = train()
print(*(f"{one:.6f}" for one in double[::5]))


# %% compare
by_hand = []
for _ in range(21):
    h = np.maximum(x @ w1 + b1, 0)
    error = h @ w2 + b2 - y
    by_hand.append((error**2).mean())
    d = 2 * error / error.size
    d_in = d @ w2.T * (h > 0)
    w1, b1 = w1 - 0.1 * x.T @ d_in, b1 - 0.1 * d_in.sum(0)
    w2, b2 = w2 - 0.1 * h.T @ d, b2 - 0.1 * d.sum(0)

gap = np.abs(np.divide([double, single], by_hand) - 1).max(axis=1)
assert gap.max() < 1e-5
digits = np.round(-np.log10(np.maximum(gap, 2**-53)), 1).tolist()
names = [f"jax_float{bits}" for bits in (64, 32)]
same_digits = dict(zip(names, digits))
loss = {f"step_{n}": round(one, 9) for n, one in enumerate(double)}
