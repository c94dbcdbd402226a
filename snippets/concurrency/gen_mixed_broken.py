# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# send inside a for loop takes a value that the loop misses.
# %% count
def count_from(number):
    while number < 12:
        jump = yield number
        number = jump or number + 1


# %% use
seen = []
counter = count_from(1)
for number in counter:
    seen.append(number)
    if number == 2:
        counter.send(10)  # (1)!
print("seen:", *seen)
assert seen == [1, 2, 11]
