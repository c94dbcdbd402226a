# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# The same three stages, pulled from the end, then pushed.
# %% who
import sys


def list_callers():  # (1)!
    names, frame = [], sys._getframe(1)
    while frame.f_code.co_name != "<module>":
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return " > ".join(reversed(names))


# %% pull
def numbers():
    yield from (1, 2, 3)
    print("pull:", list_callers())  # (1)!


def squares(source):
    for number in source:  # (2)!
        yield number**2


def add_up(source):
    return sum(source)


pulled = add_up(squares(numbers()))


# %% push
def feed(target):
    for number in (1, 2, 3):
        target.send(number)
    target.close()


def square(target):
    try:
        while True:
            number = yield
            target.send(number**2)  # (1)!
    finally:
        target.close()


def total(result):
    try:
        while True:
            result.append((yield))
    finally:
        print("push:", list_callers())  # (2)!


result = []
end = total(result)
next(end)
middle = square(end)
next(middle)
feed(middle)
print("same total:", pulled == sum(result))
assert pulled == sum(result) == 14
