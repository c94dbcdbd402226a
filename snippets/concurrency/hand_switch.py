# /// script
# requires-python = ">=3.11"
# dependencies = ["greenlet>=3.5"]
# ///
# %% [markdown]
# Two greenlets hand the turn to each other by name.
# %% switch
from greenlet import greenlet

turns = []


def hand_over(name, to, number):
    turns.append(f"{name}{number}")
    return to.switch(number + 1)  # (1)!


def ping(number):
    while number < 6:
        number = hand_over("ping", to_pong, number)
    return number  # (2)!


def pong(number):
    while True:
        number = hand_over("pong", to_ping, number)


to_ping, to_pong = greenlet(ping), greenlet(pong)
last = to_ping.switch(0)  # (3)!
print(*turns)
print("ping returned", last)
print("ping is over:", to_ping.dead)
print("pong is over:", to_pong.dead)  # (4)!
assert last == 6 and to_ping.dead and not to_pong.dead
