# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Distribution: all you know of the other one is an address.
# %% worker
from multiprocessing import Process
from multiprocessing.connection import Client, Listener

KEY = b"shared secret"


def work(address):
    with Client(address, authkey=KEY) as office:  # (1)!
        numbers = office.recv()
        numbers.append(99)  # (2)!
        office.send(sum(numbers))


# %% office
if __name__ == "__main__":
    numbers = [1, 2, 3]
    with Listener(("127.0.0.1", 0), authkey=KEY) as listener:
        worker = Process(target=work, args=(listener.address,))
        worker.start()
        with listener.accept() as connection:
            connection.send(numbers)
            answer = connection.recv()
        worker.join()
    print("the answer from there:", answer)
    print("my list here:", numbers)
    assert (answer, numbers) == (105, [1, 2, 3])
