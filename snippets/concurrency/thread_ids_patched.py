# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# ///
# %% [markdown]
# After the patch, three Thread objects share one OS thread.
# %% patch
from gevent import monkey

monkey.patch_all()

# %% threads
import threading

gate = threading.Barrier(3)  # (1)!
idents, native_ids = set(), set()


def look():
    gate.wait(timeout=5)
    idents.add(threading.get_ident())  # (2)!
    native_ids.add(threading.get_native_id())  # (3)!


threads = [threading.Thread(target=look) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("idents:", len(idents))
print("threads of the system:", len(native_ids))
assert len(idents) == 3 and len(native_ids) == 1
