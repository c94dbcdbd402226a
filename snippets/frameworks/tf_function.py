# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "tensorflow-cpu>=2.21"]
# [tool.bake]
# publish = ["traces"]
# ///
# %% [markdown]
# tf.function runs the Python once per signature; the graph, every time.
# %% trace
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import numpy as np
import tensorflow as tf

tf.get_logger().setLevel("ERROR")  # (1)!


@tf.function
def square(x):
    print("tracing", x)  # (2)!
    return x * x


for number in 3, 4, 5.0, 6.0:
    print(square(tf.constant(number)).numpy())


# %% retrace
def count(function):
    return function.experimental_get_tracing_count()


@tf.function
def scale(x, factor):
    return x * factor


for factor in range(10):
    scale(tf.ones(3), factor)  # (1)!
traces = {"numbers": count(scale)}

# %% cure
by_tensor = tf.function(scale.python_function)
for factor in range(10):
    by_tensor(tf.ones(3), tf.constant(factor, tf.float32))  # (1)!
traces["tensors"] = count(by_tensor)

a_float = tf.TensorSpec((), tf.float32)
any_length = tf.TensorSpec((None,), tf.float32)  # (2)!
by_signature = tf.function(
    scale.python_function, input_signature=[any_length, a_float]
)
for factor in range(10):
    by_signature(tf.ones(factor), factor)
traces["input_signature"] = count(by_signature)
print(*traces.items(), sep="\n")
assert traces == {"numbers": 10, "tensors": 1, "input_signature": 1}

# %% frozen
np.random.seed(0)
number, variable = 0.5, tf.Variable(0.5)


@tf.function
def rates():
    return tf.constant(number), variable.read_value(), np.random.rand()


print(*(rate.numpy() for rate in rates()))
number = 0.25  # (1)!
variable.assign(0.25)  # (2)!
print(*(rate.numpy() for rate in rates()))

# %% equal
for first, second in (3, 3.0), (3.0, 3):
    power = tf.function(lambda x: x * x)
    print(power(first).numpy(), power(second).numpy())  # (1)!
