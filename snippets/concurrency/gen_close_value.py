# /// script
# requires-python = ">=3.13"
# dependencies = []
# [tool.bake]
# runners = ["py313", "py314", "py315"]
# ///
# %% [markdown]
# From 3.13 on, close() gives what the generator returns.
# %% average
def average():
    total = count = 0
    try:
        while True:
            total += yield
            count += 1
    except GeneratorExit:  # (1)!
        return total / count


# %% close
numbers = average()
next(numbers)
for number in (10, 20, 60):
    numbers.send(number)
mean = numbers.close()  # (1)!
print("close() gave", mean)
assert mean == 30
