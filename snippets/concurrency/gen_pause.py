# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A generator runs when it is asked, up to the next yield.
# %% generator
def count_to_two():
    print("    generator: starts")
    yield 1  # (1)!
    print("    generator: goes on")
    yield 2
    print("    generator: ends")


# %% caller
numbers = count_to_two()  # (1)!
print("caller: made it")
print("caller: got", next(numbers))
print("caller: does something else")
print("caller: got", next(numbers))
last = next(numbers, "nothing")  # (2)!
print("caller: got", last)
assert last == "nothing"
