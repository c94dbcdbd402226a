# /// script
# requires-python = ">=3.11"
# dependencies = ["keras>=3.15", "numpy>=2.4", "tensorflow-cpu>=2.21"]
# [tool.bake]
# publish = ["loss", "same_digits", "accuracy"]
# compare = "close 0.1"
# timeout = 300
# ///
# %% [markdown]
# One Keras text for three backends: here it runs on tensorflow.
# %% start
import os

import numpy as np

os.environ["KERAS_BACKEND"] = "tensorflow"  # (1)!
os.environ["JAX_ENABLE_X64"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
import keras
from keras import layers, ops

backend = keras.config.backend()
rng = np.random.RandomState(0)
x, y = rng.randn(64, 8), rng.randn(64, 4)
w1, b1 = 0.5 * rng.randn(8, 16), np.zeros(16)
w2, b2 = 0.5 * rng.randn(16, 4), np.zeros(4)


# %% train
def train(kind):
    keras.config.set_floatx(kind)  # (1)!
    hidden = layers.Dense(16, activation="relu")
    net = keras.Sequential([keras.Input((8,)), hidden, layers.Dense(4)])
    net.set_weights([w1, b1, w2, b2])
    net.compile(keras.optimizers.SGD(0.1), "mse")  # (2)!
    run = net.fit(x, y, batch_size=64, epochs=21, verbose=0)  # (3)!
    return run.history["loss"]


double, single = train("float64"), train("float32")
print(*(f"{one:.6f}" for one in double[::5]))


# %% layer
class Near(layers.Layer):
    def build(self, shape):  # (1)!
        self.centres = self.add_weight((16, shape[-1]))

    def call(self, points):
        gaps = ops.expand_dims(points, 1) - self.centres  # (2)!
        return ops.exp(-ops.sum(gaps**2, axis=-1))


# %% fit
points = rng.randn(2000, 2)
inside = (np.hypot(*points.T) < 1.2) ^ (rng.rand(2000) < 0.1)  # (1)!
keras.utils.set_random_seed(0)
net = keras.Sequential([Near(), layers.Dense(1, "sigmoid")])
net.build((None, 2))
print("first centre", net.get_weights()[0][0].round(3))  # (2)!
adam = keras.optimizers.Adam(0.02)
net.compile(adam, "binary_crossentropy", metrics=["accuracy"])
net.fit(points[:1500], inside[:1500], epochs=5, verbose=0)
_, found = net.evaluate(points[1500:], inside[1500:], verbose=0)
accuracy = {f"keras_{backend}": found}
print(f"accuracy {found:.3f}")

# %% made
bases = {c.__module__.partition(".")[0] for c in type(net).__mro__}
print("made of", *sorted(bases - {"builtins"}))


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
assert gap.max() < 1e-5 and 0.8 < found < 0.95
digits = np.round(-np.log10(np.maximum(gap, 2**-53)), 1).tolist()
names = [f"keras_{backend}_float{bits}" for bits in (64, 32)]
same_digits = dict(zip(names, digits))
loss = {f"step_{n}": round(one, 9) for n, one in enumerate(double)}
