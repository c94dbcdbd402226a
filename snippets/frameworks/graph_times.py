# /// script
# requires-python = ">=3.11"
# dependencies = ["jax>=0.10", "numpy>=2.4", "tensorflow-cpu>=2.21"]
# [tool.bake]
# publish = ["milliseconds_many", "milliseconds_few", "milliseconds"]
# timeout = 120
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# What a graph saves: the Python between the operations.
# %% work
import os
import time
from statistics import median

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp
import numpy as np
import tensorflow as tf

tf.get_logger().setLevel("ERROR")
make = {"tensorflow": tf.ones, "jax": jnp.ones}
to_graph = {"tensorflow": tf.function, "jax": jax.jit}


def many(x, w):  # 200 small operations
    for _ in range(100):
        x = x * 0.9 + w
    return x


def few(x, w):  # 2 large ones
    return x @ w @ w


# %% measure
def measure(function, x, w, calls=1):
    start = time.perf_counter()
    for _ in range(calls):
        y = function(x, w)
    np.asarray(y)  # (1)!
    return 1000 * (time.perf_counter() - start) / calls


def compare(function, side, calls):
    ways = {}
    for name in make:
        x = make[name]((side, side))
        ways[f"{name}_eager"] = function, x, x, calls
        ways[f"{name}_graph"] = to_graph[name](function), x, x, calls
    rounds = []
    for _ in range(10):
        rounds.append({n: measure(*way) for n, way in ways.items()})
    return {n: [times[n] for times in rounds[1:]] for n in ways}  # (2)!


milliseconds_many = compare(many, side=8, calls=10)
milliseconds_few = compare(few, side=768, calls=2)
for times in milliseconds_many, milliseconds_few:
    tf_eager, tf_graph, eager, graph = map(median, times.values())
    ratios = tf_graph / tf_eager, graph / eager
    print(f"graph / eager = {ratios[0]:.2f}, {ratios[1]:.2f}")
    assert ratios[1] < ratios[0] < 0.5 or times is milliseconds_few
assert min(ratios) > 0.6 and max(ratios) < 1.6

# %% new
scale = tf.function(lambda x, factor: x * factor)
x, numbers, tensors = tf.ones(8), [], []
scale(x, tf.constant(0.5))
for k in range(9):
    numbers.append(measure(scale, x, k + 0.5))
    tensors.append(measure(scale, x, tf.constant(k + 0.5)))
milliseconds = {"new_number": numbers, "new_tensor": tensors}
print(f"number / tensor = {median(numbers) / median(tensors):.0f}")
assert median(numbers) > 3 * median(tensors)
