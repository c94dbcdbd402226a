# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `except Exception` lets GeneratorExit through.
# %% parse
def parse(numbers):
    failures = 0
    while failures < 3:
        try:
            numbers.append(int((yield)))
        except Exception:  # (1)!
            failures += 1


# %% use
numbers = []
parser = parse(numbers)
next(parser)
for word in ("1", "two", "3"):
    parser.send(word)
print("parsed:", numbers)
try:
    parser.close()
    print("closed")
except RuntimeError as error:
    print("RuntimeError:", error)
