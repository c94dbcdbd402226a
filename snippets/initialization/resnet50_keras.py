# /// script
# requires-python = ">=3.11"
# dependencies = ["keras>=3.15", "torch==2.13.0"]
# [tool.bake]
# publish = ["count"]
# ///
# %% [markdown]
# Why keras counts more parameters in the same ResNet-50.
# %% count
import math
import os

os.environ["KERAS_BACKEND"] = "torch"
import keras

model = keras.applications.ResNet50(weights=None)  # (1)!


def count_weights(weights):
    return sum(math.prod(w.shape) for w in weights)


biases = count_weights(
    layer.bias
    for layer in model.layers
    if isinstance(layer, keras.layers.Conv2D)
)
averages = count_weights(model.non_trainable_weights)  # (2)!
total = model.count_params()

# %% compare
print(f"keras              {total:11,}")
print(f"convolution biases {biases:11,}")
print(f"moving averages    {averages:11,}")
print(f"without these      {total - biases - averages:11,}")
assert total - biases - averages == 25_557_032
count = {"total": total, "biases": biases, "averages": averages}
