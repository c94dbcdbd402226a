# /// script
# requires-python = ">=2.7"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py27"]
# ///
# %% [markdown]
# What people wrote before there was a star on the left.
# %% slices
numbers = [2, 3, 5, 7]
first, rest = numbers[0], numbers[1:]
print("%s %s" % (first, rest))
first, middle, last = numbers[0], numbers[1:-1], numbers[-1]
print("%s %s %s" % (first, middle, last))

# %% iterator
squares = (n * n for n in numbers)  # (1)!
first = next(squares)
rest = list(squares)
print("%s %s" % (first, rest))
assert (first, rest, middle) == (4, [9, 25, 49], [3, 5])
