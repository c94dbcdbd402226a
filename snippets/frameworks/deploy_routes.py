# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11"]
# ///
# %% [markdown]
# From one trained network to the places where it runs.
# %% routes
routes = [
    ("torch.export", "digits.pte", "ExecuTorch", "phone"),
    ("torch.export", "digits.pt2", "libtorch", "C++"),
    ("weights", "init_net.pb", "Caffe2", "C++"),
    ("torch.onnx", "digits.onnx", "ONNX Runtime", "Python"),
    ("torch.onnx", "digits.onnx", "ONNX Runtime", "Node"),
    ("torch.onnx", "digits.onnx", "ONNX Runtime", "browser"),
]
steps = {}  # column and name, to the rows of its routes
for row, route in enumerate(routes):
    for column, name in enumerate(route):
        steps.setdefault((column, name), []).append(row)
middle = {step: sum(rows) / len(rows) for step, rows in steps.items()}
print(len(routes), "routes,", len(steps), "steps")

# %% draw
import matplotlib.pyplot as plt

x = (0, 2.9, 6.1, 8.8)
figure, axes = plt.subplots(figsize=(5, 2.6), layout="constrained")
for route in routes:
    path = list(enumerate(route))
    heights = [middle[step] for step in path]
    axes.plot(x, heights, color="grey", linewidth=0.8, zorder=1)
for (column, name), y in middle.items():
    axes.text(
        x[column],
        y,
        name,
        size=10,
        ha="center",
        va="center",
        bbox={"boxstyle": "round", "fc": "white", "ec": f"C{column}"},
    )
axes.set(xlim=(-1.2, 9.6), ylim=(5.6, -0.6))
axes.axis("off")
plt.show()
