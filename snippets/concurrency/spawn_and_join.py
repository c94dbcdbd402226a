# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# spawn() books a greenlet; it runs when the main one waits.
# %% spawn
import gevent

NAPS = {"A": 0.09, "B": 0.03, "C": 0.06}
told = []


def work(name):
    told.append(f"{name} begins")
    gevent.sleep(NAPS[name])  # (1)!
    told.append(f"{name} ends")
    return name.lower()


greenlets = [gevent.spawn(work, name) for name in NAPS]
print("spawned:", told)  # (2)!
gevent.joinall(greenlets, timeout=5)  # (3)!
print(*told, sep="\n")
print("values:", [g.value for g in greenlets])  # (4)!
assert [g.value for g in greenlets] == ["a", "b", "c"]
