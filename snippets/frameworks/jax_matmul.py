# /// script
# requires-python = ">=3.11"
# dependencies = ["jax>=0.10"]
# [tool.bake]
# runners = ["cpu", "gpu"]
# publish = ["tflops"]
# timeout = 120
# alone = true
# ///
# %% [markdown]
# JAX on whichever device it has, and a stopwatch stopped too early.
# %% device
import os
import time

os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
import jax
import jax.numpy as jnp

gpu = jax.default_backend() == "gpu"
n = 8192 if gpu else 1024
# Dense TFLOP/s, NVIDIA's data sheet (SXM).
SHEETS = {"NVIDIA H200": {"float32": 67, "bfloat16": 989.4}}
sheet = SHEETS.get(jax.devices()[0].device_kind, {})


@jax.jit
def multiply(a, b):
    precision = "highest" if a.dtype == jnp.float32 else None  # (1)!
    return jnp.matmul(a, b, precision=precision)


# %% measure
def measure(dtype, repeats=7):
    keys = jax.random.split(jax.random.key(0))
    a, b = (jax.random.normal(key, (n, n), dtype) for key in keys)
    multiply(a, b).block_until_ready()  # (1)!
    returned, ready = [], []
    for _ in range(repeats):
        start = time.perf_counter()
        c = multiply(a, b)
        returned.append(time.perf_counter() - start)
        c.block_until_ready()  # (2)!
        ready.append(time.perf_counter() - start)
    return returned, ready


tflops, early = {}, {}
for name in ("float32", "bfloat16"):
    returned, ready = measure(getattr(jnp, name))
    tflops[name] = [2 * n**3 / s / 1e12 for s in ready]
    if name in sheet:
        tflops[f"{name}_data_sheet"] = sheet[name]
    early[name] = min(returned) < 0.3 * min(ready)
    print(f"{name:9} the call returns before it is done:", early[name])
assert early["float32"]
