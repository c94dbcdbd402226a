# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# systems = ["linux"]
# ///
# %% [markdown]
# Readiness means nothing for a regular file.
# %% file
import selectors
import tempfile

answers = {}
for name in ("Select", "Poll", "Epoll"):
    with (
        tempfile.TemporaryFile() as file,
        getattr(selectors, name + "Selector")() as selector,
    ):
        try:
            selector.register(file, selectors.EVENT_READ)
            ready = bool(selector.select(timeout=5))  # (1)!
            answers[name] = f"always ready: {ready}"
        except PermissionError:
            answers[name] = "refuses it"
    print(f"{name:7} {answers[name]}")
assert answers["Select"] != answers["Epoll"]
