# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# A wrapper takes whatever comes and hands it on unchanged.
# %% wrapper
import functools


def announced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):  # (1)!
        print(f"{function.__name__}: {args} {kwargs}")
        return function(*args, **kwargs)  # (2)!

    return wrapper


# %% use
@announced
def area(width, height=1):
    return width * height


print(area(3, height=4))
print(announced(max)(5, 9, 7))
assert area.__name__ == "area"
