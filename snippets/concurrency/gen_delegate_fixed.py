# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `yield from` passes send, throw and return through.
# %% inner
def listen():
    try:
        word = yield
    except ValueError:
        word = "an error"
    print("  listen heard", word)
    return word


# %% outer
def outer():
    word = yield from listen()  # (1)!
    print("  listen returned", word)


# %% talk
def talk(say):
    talker = outer()
    next(talker)
    try:
        say(talker)
    except (StopIteration, ValueError) as error:
        print("  outer ended by", type(error).__name__)


print("send:")
talk(lambda t: t.send("hello"))
print("throw:")
talk(lambda t: t.throw(ValueError))
