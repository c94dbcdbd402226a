# /// script
# requires-python = ">=3.11,<3.13"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py312"]
# ///
# %% [markdown]
# Up to 3.12, close() throws away what the generator returns.
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
assert mean is None
