# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11"]
# ///
# %% plot
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(3, 2))
axes.plot([1, 2, 4])
axes.set_xlabel("step <1>")
plt.show()
