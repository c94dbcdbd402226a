# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# [tool.bake]
# runners = ["cpu"]
# publish = ["seconds"]
# alone = true
# ///
# %% [markdown]
# Two hundred clients, one server, one thread.
# %% server
import threading
import time

import gevent
from gevent import socket
from gevent.server import StreamServer

NAP = 0.2  # s that every client makes the server wait
thread_ids = set()


def answer(connection, address):  # (1)!
    thread_ids.add(threading.get_native_id())
    request = connection.recv(64)
    gevent.sleep(NAP)  # (2)!
    connection.sendall(b"hello to " + request)


# %% clients
def ask(address, number):
    thread_ids.add(threading.get_native_id())
    with socket.socket() as client:  # (1)!
        client.connect(address)
        client.sendall(b"%d" % number)
        return client.recv(64)


def measure(clients):
    server = StreamServer(("127.0.0.1", 0), answer, backlog=256)
    server.start()  # (2)!
    start = time.perf_counter()
    asking = [
        gevent.spawn(ask, server.address, number)
        for number in range(clients)
    ]
    gevent.joinall(asking, raise_error=True)
    took = time.perf_counter() - start
    server.stop()
    answers = {greenlet.value for greenlet in asking}
    assert answers == {b"hello to %d" % n for n in range(clients)}
    return took


# %% measure
seconds = {}
for _ in range(5):
    for clients in (1, 50, 200):
        took = measure(clients)
        seconds.setdefault(f"clients_{clients}", []).append(took)
assert max(seconds["clients_200"]) < 0.1 * 200 * NAP  # (1)!
print("clients answered:", 200)
print("threads that worked:", len(thread_ids))
print("threads in the process:", threading.active_count())
assert len(thread_ids) == threading.active_count() == 1
