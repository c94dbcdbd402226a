# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# After a bare `*` the caller has to name what is what.
# %% move
stock = {"Busan": 10, "Seoul": 0}


def move(count, *, source, target):  # (1)!
    stock[source] -= count
    stock[target] += count


# %% use
try:
    move(3, "Seoul", "Busan")
except TypeError as error:
    print(type(error).__name__)
move(3, source="Busan", target="Seoul")
print(stock)
assert stock == {"Busan": 7, "Seoul": 3}
