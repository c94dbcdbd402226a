# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# send puts a value in; yield takes it out and gives one back.
# %% coroutine
def shout():
    print("    coroutine: starts")
    word = yield "ready"  # (1)!
    while True:
        print("    coroutine: got", word)
        word = yield word.upper()  # (2)!


# %% caller
voice = shout()
print("caller: got", next(voice))  # (1)!
print("caller: got", voice.send("hello"))
last = voice.send("bye")
print("caller: got", last)
assert last == "BYE"
