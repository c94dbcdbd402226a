# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The star in a call takes anything a `for` loop takes.
# %% kinds
print(*"star")
print(*range(5), sep=" < ")
print(*{"host": "db", "port": 5432})  # (1)!
print(*(n * n for n in range(5)))

# %% several
low, high = [1, 2], [8, 9]
print(*low, 5, *high)  # (1)!

# %% transpose
rows = [(1, 2, 3), (4, 5, 6)]
print(list(zip(*rows)))  # (1)!


# %% eager
def count():
    for n in range(3):
        print("making", n)
        yield n


def begin(*numbers):
    print("called with", numbers)


begin(*count())  # (1)!

# %% refused
try:
    print(*5)
except TypeError as error:
    print(type(error).__name__)
assert list(zip(*zip(*rows))) == rows
