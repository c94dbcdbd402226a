# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# publish = ["milliseconds"]
# compare = "shape"
# alone = true
# ///
# %% [markdown]
# 32 MiB for another process: through a queue, or in shared memory.
# %% work
import time
from multiprocessing import Process, Queue
from multiprocessing.shared_memory import SharedMemory

SIZE = 32 * 2**20


def read(inbox, outbox):
    for message in iter(inbox.get, None):
        if isinstance(message, str):
            block = SharedMemory(message)
            outbox.put(block.buf[SIZE - 1])
            block.close()
        else:
            outbox.put(message[-1])


# %% measure
def measure(inbox, outbox, message):
    start = time.perf_counter()
    inbox.put(message)
    assert outbox.get(timeout=30) == 7
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    data = bytes(SIZE - 1) + b"\x07"
    block = SharedMemory(create=True, size=SIZE)
    block.buf[:SIZE] = data
    inbox, outbox = Queue(), Queue()
    reader = Process(target=read, args=(inbox, outbox))
    reader.start()
    milliseconds = {
        way: [measure(inbox, outbox, message) for _ in range(5)]
        for way, message in (("queue", data), ("shared", block.name))
    }
    inbox.put(None)
    reader.join()
    block.close()
    block.unlink()
    for way, took in milliseconds.items():
        print(f"{way:7} {min(took):7.2f} to {max(took):.2f} ms")
    assert min(milliseconds["queue"]) > min(milliseconds["shared"])
