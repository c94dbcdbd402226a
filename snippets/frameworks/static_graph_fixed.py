# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "tensorflow-cpu>=2.21"]
# ///
# %% [markdown]
# The program of 2017 on TensorFlow 2, through tf.compat.v1.
# %% names
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import tensorflow.compat.v1 as tf

tf.disable_eager_execution()  # (1)!

# %% describe
x = tf.placeholder(tf.float32, (64, 1000))
y = tf.placeholder(tf.float32, (64, 1000))
xavier = tf.glorot_uniform_initializer  # (1)!
shapes = {"w1": (1000, 100), "w2": (100, 1000)}
w1, w2 = (
    tf.get_variable(name, shape, initializer=xavier(seed))
    for seed, (name, shape) in enumerate(shapes.items(), 1)
)
b1 = tf.get_variable("b1", 100, initializer=tf.zeros_initializer)
b2 = tf.get_variable("b2", 1000, initializer=tf.zeros_initializer)
guess = tf.nn.relu(x @ w1 + b1) @ w2 + b2
loss = tf.losses.mean_squared_error(y, guess)
optimizer = tf.train.GradientDescentOptimizer(1.0)
update = optimizer.minimize(loss)
print(loss)

# %% run
import numpy as np

draw = np.random.RandomState(0)
values = {x: draw.randn(64, 1000), y: draw.randn(64, 1000)}
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    before = session.run(loss, values)
    for _ in range(50):
        last, _ = session.run([loss, update], values)
print(f"{before:.4f} -> {last:.4f}")
assert abs(before - 1.1572) < 1e-4 and abs(last - 0.8796) < 1e-4

# %% gone
import tensorflow

print(f"{'':24} tf     compat.v1")
for name in (
    *("placeholder", "Session", "global_variables_initializer"),
    *("get_variable", "Variable", "contrib"),
):
    here, there = hasattr(tensorflow, name), hasattr(tf, name)
    print(f"{name:28} {here!s:6} {there}")
