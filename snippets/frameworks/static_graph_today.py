# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "tensorflow-cpu>=2.21"]
# [tool.bake]
# publish = ["loss"]
# ///
# %% [markdown]
# The same net in TensorFlow 2: eager, and as a graph by tf.function.
# %% net
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import numpy as np
import tensorflow as tf

xavier = tf.compat.v1.glorot_uniform_initializer  # (1)!
start = [
    *(xavier(seed=1)((1000, 100)), tf.zeros(100)),
    *(xavier(seed=2)((100, 1000)), tf.zeros(1000)),
]
draw = np.random.RandomState(0)
x, y = (tf.constant(draw.randn(64, 1000), tf.float32) for _ in "xy")


# %% step
def step(x, y, weights):
    with tf.GradientTape() as tape:  # (1)!
        w1, b1, w2, b2 = weights
        guess = tf.nn.relu(x @ w1 + b1) @ w2 + b2
        loss = tf.reduce_mean((guess - y) ** 2)
    for weight, gradient in zip(weights, tape.gradient(loss, weights)):
        weight.assign_sub(1.0 * gradient)
    return loss


# %% train
def train(step):
    weights = [tf.Variable(value) for value in start]
    losses = [step(x, y, weights).numpy() for _ in range(50)]
    return losses[0], losses[-1]


print(type(x).__name__, x.shape, f"{x[0, 0]:.4f}")  # (1)!
loss = {}
for name, way in {"eager": step, "graph": tf.function(step)}.items():
    before, last = train(way)
    print(f"{name} {before:.4f} -> {last:.4f}")
    assert abs(before - 1.1572) < 1e-4 and abs(last - 0.8796) < 1e-4
    loss |= {f"{name}_first": before, f"{name}_last": last}
loss = {name: round(float(value), 4) for name, value in loss.items()}
