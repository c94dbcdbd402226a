# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `**` deals a dict out: each key is the name of a parameter.
# %% define
from urllib.parse import urlsplit


def plan_request(method, url, timeout=10):
    if urlsplit(url).scheme != "https":
        raise ValueError(url)
    return f"{method} {url}, {timeout} s"


# %% good
settings = {"method": "GET", "url": "https://example.com/"}
print(plan_request(**settings))
print(plan_request(timeout=3, **settings))  # (1)!

# %% bad_value
settings["url"] = "http://example.com/"
try:
    plan_request(**settings)
except ValueError as error:  # (1)!
    print(f"{type(error).__name__}: {error}")

# %% bad_call
for extra in ({"method": "PUT"}, {"port": 80}, {1: 2}):
    try:
        plan_request(**settings, **extra)
    except TypeError as error:  # (1)!
        print(f"{type(error).__name__}: {extra}")

# %% naive
url = "http://example.com/?next=https"
print("https" in url, urlsplit(url).scheme)  # (1)!
assert "https" in url and urlsplit(url).scheme == "http"
