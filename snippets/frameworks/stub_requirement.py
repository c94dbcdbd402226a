# /// script
# requires-python = ">=3.11"
# dependencies = ["packaging>=24"]
# ///
# %% [markdown]
# The one requirement of tensorflow-gpu 2.12.0 cannot be read.
# %% read
from packaging.requirements import InvalidRequirement, Requirement

lines = ['numpy; python_version>"3.7"', 'python_version>"3.7"']  # (1)!
for line in lines:
    try:
        print("reads: ", Requirement(line))
    except InvalidRequirement:
        print("cannot:", line)
        assert line == lines[1]
