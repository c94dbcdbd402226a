# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# publish = ["alive"]
# ///
# %% [markdown]
# How many items are alive at most: lists against generators.
# %% item
class Item:
    alive = most = 0

    def __init__(self, value):
        self.value = value
        Item.alive += 1
        Item.most = max(Item.most, Item.alive)

    def __del__(self):  # (1)!
        Item.alive -= 1


# %% ways
def with_lists(count):
    items = [Item(n) for n in range(count)]
    doubled = [Item(2 * item.value) for item in items]
    return sum(item.value for item in doubled)


def with_generators(count):
    items = (Item(n) for n in range(count))  # (1)!
    doubled = (Item(2 * item.value) for item in items)
    return sum(item.value for item in doubled)


# %% measure
def count_alive(way, count):
    Item.alive = Item.most = 0
    assert way(count) == count * (count - 1)
    return Item.most


alive = {}
for count in (10, 1000):
    for way in (with_lists, with_generators):
        label = f"{way.__name__}_{count}"
        alive[label] = count_alive(way, count)
        print(f"{label}: {alive[label]}")
assert alive["with_generators_1000"] == 3
