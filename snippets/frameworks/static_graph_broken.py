# /// script
# requires-python = ">=3.11"
# dependencies = ["tensorflow-cpu>=2.21"]
# [tool.bake]
# raises = "AttributeError"
# ///
# %% [markdown]
# The program of 2017 on TensorFlow 2: the names are gone.
# %% names
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import tensorflow as tf

# %% describe
x = tf.placeholder(tf.float32, (64, 1000))
y = tf.placeholder(tf.float32, (64, 1000))
