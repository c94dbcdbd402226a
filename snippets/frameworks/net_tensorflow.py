# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=1.26", "tensorflow-cpu>=2.21"]
# [tool.bake]
# publish = ["loss", "same_digits"]
# compare = "close 0.1"
# ///
# %% [markdown]
# The same net in TensorFlow: a tape remembers, a graph runs.
# %% start
import os

import numpy as np

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"  # (1)!
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
import tensorflow as tf

rng = np.random.RandomState(0)
x, y = rng.randn(64, 8), rng.randn(64, 4)
w1, b1 = 0.5 * rng.randn(8, 16), np.zeros(16)
w2, b2 = 0.5 * rng.randn(16, 4), np.zeros(4)


# %% train
def train(dtype):
    inputs, answers = tf.constant(x, dtype), tf.constant(y, dtype)
    weights = [tf.Variable(a, dtype=dtype) for a in (w1, b1, w2, b2)]

    @tf.function  # (1)!
    def step():
        with tf.GradientTape() as tape:  # (2)!
            h = tf.nn.relu(inputs @ weights[0] + weights[1])
            error = h @ weights[2] + weights[3] - answers
            loss = tf.reduce_mean(error**2)
        slopes = tape.gradient(loss, weights)
        for weight, slope in zip(weights, slopes):
            weight.assign_sub(0.1 * slope)
        return loss

    return [float(step()) for _ in range(21)]


double, single = train("float64"), train("float32")
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
names = [f"tensorflow_float{bits}" for bits in (64, 32)]
same_digits = dict(zip(names, digits))
loss = {f"step_{n}": round(one, 9) for n, one in enumerate(double)}
