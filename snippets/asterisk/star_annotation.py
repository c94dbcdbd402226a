# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `*args: *Ts` gives every extra argument a type of its own.
# %% define
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple, get_args, get_origin

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


def call_later(run: Callable[[*Ts], T], *args: *Ts) -> T:  # (1)!
    return run(*args)


# %% use
print(call_later(pow, 2, 10))
hint = call_later.__annotations__["args"]
print(get_origin(hint), get_args(hint))  # (1)!

# %% unchecked
try:
    call_later(pow, 2, "ten")
except TypeError as error:
    print(type(error).__name__)  # (1)!
assert call_later(divmod, 7, 2) == (3, 1)
