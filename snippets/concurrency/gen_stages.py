# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11"]
# ///
# %% [markdown]
# Three stages: one after the other, or item by item.
# %% stages
STAGES = ("read", "check", "write")


def work(stage, items, order):
    for item in items:
        order.append((stage, item))  # (1)!
        yield item


def run(hold):
    order, items = [], [1, 2, 3]
    for stage in STAGES:
        passed = work(stage, items, order)
        items = hold(passed)  # (2)!
    for _ in items:
        pass
    return order


runs = {
    "lists": run(list),
    "generators": run(iter),
}
for name, order in runs.items():
    steps = [f"{stage[0]}{item}" for stage, item in order]
    print(f"{name}:\n  ", *steps)
assert sorted(runs["lists"]) == sorted(runs["generators"])

# %% draw
import matplotlib.pyplot as plt

figure, both = plt.subplots(
    2, figsize=(4.6, 3.1), sharex=True, layout="constrained"
)
for axes, (name, order) in zip(both, runs.items(), strict=True):
    for step, (stage, item) in enumerate(order, 1):
        row = -STAGES.index(stage)
        color = f"C{item - 1}"
        axes.plot(step, row, "o", color=color, ms=9, mew=0)
        axes.annotate(str(item), (step, row), (0, 8), ha="center",
                      textcoords="offset points")  # fmt: skip
    axes.set_yticks([0, -1, -2], STAGES)
    axes.set(title=name, ylim=(-2.5, 0.8), xticks=range(1, 10))
    axes.spines[["top", "right"]].set_visible(False)
both[1].set_xlabel("step")
plt.show()
