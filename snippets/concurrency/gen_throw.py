# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# throw raises an exception at the yield; close ends there.
# %% coroutine
class Reset(Exception):
    pass


def add_up():
    total = 0
    try:
        while True:
            try:
                total += yield total
            except Reset:  # (1)!
                total = 0
    finally:  # (2)!
        print("    closed with", total)


# %% use
totals = add_up()
next(totals)
print("send 5:", totals.send(5))
print("send 7:", totals.send(7))
print("Reset:", totals.throw(Reset))  # (1)!
print("send 1:", totals.send(1))
totals.close()  # (2)!
try:
    totals.send(1)
except StopIteration:
    print("closed: takes no more")
