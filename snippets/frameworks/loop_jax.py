# /// script
# requires-python = ">=3.11"
# dependencies = ["jax>=0.10"]
# ///
# %% [markdown]
# A loop that depends on the data, in JAX: plain and under jit.
# %% eager
import os

os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp


def halve(x):
    steps = 0
    while x > 1:
        x = x / 2
        steps += 1
    return x, steps


for start in 100.0, 1000.0:
    x, steps = halve(jnp.float32(start))
    print(x, steps)

# %% refused
try:
    jax.jit(halve)(100.0)
except jax.errors.TracerBoolConversionError as error:
    print(type(error).__name__)
    print(str(error).split(".")[0])


# %% cured
def halve_loop(x):
    return jax.lax.while_loop(
        lambda state: state[0] > 1,
        lambda state: (state[0] / 2, state[1] + 1),
        (x, 0),
    )


fast = jax.jit(halve_loop)
print(*fast(100.0), *fast(1000.0))

# %% recorded
print(jax.make_jaxpr(halve_loop)(100.0))

# %% gradient
slope, steps = jax.grad(halve, has_aux=True)(100.0)  # (1)!
print(slope)
try:
    jax.grad(fast, has_aux=True)(100.0)
except ValueError as error:
    print(str(error).split(" or ")[0])


# %% bounded
@jax.jit
def halve_ten(x):
    return jax.lax.fori_loop(
        0, 10, lambda _, x: jnp.where(x > 1, x / 2, x), x
    )


for start in 100.0, 1000.0:
    print(halve_ten(start), jax.grad(halve_ten)(start))
assert jax.grad(halve_ten)(1000.0) == 1 / 2**10


# %% traces
@jax.jit
def square(x):
    print("tracing", x)
    return x * x


print(square(3), square(4), square(5.0), square(6.0))
