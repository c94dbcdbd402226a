# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "py314"]
# ///
# %% [markdown]
# Two processes, one block of memory.
# %% double
from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def double(name):
    block = SharedMemory(name)  # (1)!
    for place in range(4):
        block.buf[place] *= 2
    block.close()


# %% run
if __name__ == "__main__":
    block = SharedMemory(create=True, size=4)
    try:
        block.buf[:4] = bytes([1, 2, 3, 4])
        worker = Process(target=double, args=(block.name,))
        worker.start()
        worker.join()  # (1)!
        seen = list(block.buf[:4])
        print("the parent sees", seen)
    finally:
        block.close()
        block.unlink()  # (2)!
    try:
        SharedMemory(block.name)
    except FileNotFoundError:
        print("gone after unlink")
    assert seen == [2, 4, 6, 8]
