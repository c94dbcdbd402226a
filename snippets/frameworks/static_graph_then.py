# /// script
# requires-python = ">=3.6"
# dependencies = ["tensorflow==1.14.0"]
# [tool.bake]
# runners = ["py36-tf1"]
# ///
# %% [markdown]
# The static graph of 2017, on TensorFlow 1.14: describe, then run.
# %% describe
import logging
import os
import warnings

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
logging.getLogger("tensorflow").setLevel(logging.ERROR)
warnings.simplefilter("ignore")

import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, (64, 1000))  # (1)!
y = tf.placeholder(tf.float32, (64, 1000))
xavier = tf.contrib.layers.xavier_initializer
h = tf.layers.dense(
    x, 100, tf.nn.relu, kernel_initializer=xavier(seed=1)
)
guess = tf.layers.dense(h, 1000, kernel_initializer=xavier(seed=2))
loss = tf.losses.mean_squared_error(y, guess)
optimizer = tf.train.GradientDescentOptimizer(1.0)
update = optimizer.minimize(loss)  # (2)!
print(loss)  # (3)!

# %% kinds
for op in tf.get_default_graph().get_operations():
    if op.type in ("Placeholder", "VariableV2"):  # (1)!
        print(op.type.ljust(12) + op.name)

# %% run
draw = np.random.RandomState(0)
values = {x: draw.randn(64, 1000), y: draw.randn(64, 1000)}
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    twice = [session.run(loss, values) for _ in range(2)]  # (1)!
    for _ in range(50):
        last, _ = session.run([loss, update], values)  # (2)!
print("loss alone: %.4f, %.4f" % tuple(twice))
print("50 updates: %.4f -> %.4f" % (twice[1], last))
assert twice[0] == twice[1]
assert abs(twice[1] - 1.1572) < 1e-4 and abs(last - 0.8796) < 1e-4
