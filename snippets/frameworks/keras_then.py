# /// script
# requires-python = ">=3.6"
# dependencies = ["Keras==2.2.4", "tensorflow==1.14.0", "numpy"]
# [tool.bake]
# runners = ["py36-tf1"]
# ///
# %% [markdown]
# Keras 2.2.4 of 2018 on TensorFlow 1.14, as it was.
# %% start
import logging
import os

import numpy as np

logging.getLogger("tensorflow").setLevel(logging.ERROR)
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import tensorflow as tf
from keras import backend as K
from keras.layers import Dense
from keras.models import Sequential

rng = np.random.RandomState(0)  # (1)!
x, y = rng.randn(64, 8), rng.randn(64, 4)
w1, b1 = 0.5 * rng.randn(8, 16), np.zeros(16)
w2, b2 = 0.5 * rng.randn(16, 4), np.zeros(4)

# %% backends
print("Keras", keras.__version__, "on", K.backend())
names = os.listdir(os.path.dirname(K.__file__))  # (1)!
print(*sorted(n for n in names if n.endswith("_backend.py")))

# %% train
one = {"inter_op_parallelism_threads": 1}
K.set_session(tf.Session(config=tf.ConfigProto(**one)))  # (1)!
K.set_floatx("float64")
net = Sequential()
net.add(Dense(units=16, input_dim=8, activation="relu"))
net.add(Dense(units=4))
net.set_weights([w1, b1, w2, b2])
net.compile(optimizer=keras.optimizers.SGD(lr=0.1), loss="mse")
run = net.fit(x, y, batch_size=64, epochs=21, verbose=0)
print(*("%.6f" % one for one in run.history["loss"][::5]))
