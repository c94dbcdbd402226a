# /// script
# requires-python = ">=3.11"
# dependencies = ["jax>=0.10", "keras>=3.15", "numpy>=2.4"]
# ///
# %% [markdown]
# compile joins the loss and the optimizer to the model; fit trains.
# %% build
import os

import numpy as np

os.environ["KERAS_BACKEND"] = "jax"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
import keras
from keras import layers

keras.utils.set_random_seed(0)
rng = np.random.RandomState(0)
x, y = rng.randn(64, 8), rng.randn(64, 4)
net = keras.Sequential([keras.Input((8,)), layers.Dense(4)])


def attempt(name, action):
    try:
        action()
    except Exception as problem:
        problem = type(problem).__name__
        print(f"{name:11} {problem}")
        return problem


# %% join
start = net.get_weights()


def has_moved():
    pairs = zip(start, net.get_weights())
    return not all(np.array_equal(a, b) for a, b in pairs)


attempt("fit", lambda: net.fit(x, y, verbose=0))  # (1)!

net.compile(keras.optimizers.SGD(0.1), "mse")
print(net.loss, type(net.optimizer).__name__)
print("compile moved:", has_moved())
assert not has_moved()

net.fit(x, y, epochs=5, verbose=0)
print("fit moved:", has_moved())
assert has_moved()

# %% old_words
words = {
    "lr": lambda: keras.optimizers.SGD(lr=0.1),  # (1)!
    "output_dim": lambda: layers.Dense(output_dim=16),
    "nb_epoch": lambda: net.fit(x, y, nb_epoch=1),
    "placeholder": lambda: keras.backend.placeholder(),
}
refused = [attempt(word, action) for word, action in words.items()]
assert all(refused)

# %% backends
from importlib.resources import files

here = {entry.name for entry in files("keras.src.backend").iterdir()}
names = "jax numpy openvino tensorflow torch".split()
print(*(name for name in names if name in here))
