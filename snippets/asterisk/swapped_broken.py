# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Two arguments of one type, given in the wrong order.
# %% move
stock = {"Busan": 10, "Seoul": 0}


def move(count, source, target):
    stock[source] -= count
    stock[target] += count


# %% use
move(3, "Seoul", "Busan")  # (1)!
print(stock)
assert stock["Seoul"] < 0
