# /// script
# requires-python = ">=2.7"
# dependencies = []
# [tool.bake]
# runners = ["py27", "py36", "cpu", "py315"]
# ///
# %% [markdown]
# The smallest send, on Python 2.7 as well as today.
# %% send
def listen():
    while True:
        word = yield
        print("heard " + word)


ears = listen()
next(ears)
ears.send("hello")
ears.send("again")
ears.close()
