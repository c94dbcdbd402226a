# /// script
# requires-python = ">=3.11"
# dependencies = ["tensorflow-cpu>=2.21"]
# ///
# %% [markdown]
# A loop that depends on the data, in TensorFlow: eager and as a graph.
# %% eager
import inspect
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import tensorflow as tf


def halve(x):
    steps = 0
    while x > 1:
        x = x / 2
        steps += 1
    return x, steps


for start in 100.0, 1000.0:
    x, steps = halve(tf.constant(start))
    print(x.numpy(), steps)

# %% graph
graph = tf.function(halve)
for start in 100.0, 1000.0:
    x, steps = graph(tf.constant(start))
    print(x.numpy(), steps.numpy())
print("traced", graph.experimental_get_tracing_count())

# %% recorded
whole = graph.get_concrete_function(tf.TensorSpec((), tf.float32)).graph
plain = "Const", "Identity"
operations = whole.get_operations()
print([op.type for op in operations if op.type not in plain])  # (1)!
(loop,) = (op for op in operations if "While" in op.type)
parts = whole.as_graph_def().library.function
parts = {part.signature.name: part.node_def for part in parts}
for part in "cond", "body":  # (2)!
    nodes = [node.op for node in parts[loop.get_attr(part).name]]
    print(part, [op for op in nodes if op not in plain])

# %% refused
typed = {}
exec(inspect.getsource(halve), typed)  # (1)!
ways = {
    "without AutoGraph": tf.function(halve, autograph=False),
    "without a file": tf.function(typed["halve"]),
}
for name, function in ways.items():
    try:
        function(tf.constant(100.0))
    except tf.errors.OperatorNotAllowedInGraphError as error:
        print(f"{name}:", type(error).__name__, sep="\n")

# %% gradient
x = tf.constant(100.0)
with tf.GradientTape() as tape:
    tape.watch(x)
    y, steps = graph(x)
slope = tape.gradient(y, x).numpy()
print(slope)
assert slope == 1 / 2**7
