# /// script
# requires-python = ">=3.11"
# dependencies = ["gevent>=26.9"]
# [tool.bake]
# publish = ["megabytes", "milliseconds"]
# alone = true
# ///
# %% [markdown]
# Five hundred clients stay connected: what does the server hold?
# %% servers
import asyncio
import os
import socket
import time
from multiprocessing import get_context
from threading import Thread

from gevent.server import StreamServer

CLIENTS, HOST = 500, ("127.0.0.1", 0)


def answer(connection, _):
    while data := connection.recv(100):
        connection.sendall(data)


def threads(ready):
    server = socket.create_server(HOST, backlog=CLIENTS)
    ready.send(server.getsockname())
    while True:
        Thread(target=answer, args=server.accept()).start()  # (1)!


def greenlets(ready):
    server = StreamServer(HOST, answer, backlog=CLIENTS)  # (2)!
    server.start()
    ready.send(server.address)
    server.serve_forever()


async def echo(reader, writer):
    while data := await reader.read(100):
        writer.write(data)


async def serve(ready):
    server = await asyncio.start_server(echo, *HOST, backlog=CLIENTS)
    ready.send(server.sockets[0].getsockname())
    await server.serve_forever()


def coroutines(ready):
    asyncio.run(serve(ready))


# %% measure
def read_memory(pid):
    with open(f"/proc/{pid}/statm") as pages:  # (1)!
        resident = int(pages.read().split()[1])
    return resident * os.sysconf("SC_PAGE_SIZE") / 1e6


def ask(clients):
    start = time.perf_counter()
    for client in clients:
        client.sendall(b"hello")
    assert all(client.recv(100) == b"hello" for client in clients)
    return 1000 * (time.perf_counter() - start)


def measure(way):
    spawn = get_context("spawn")
    ready, theirs = spawn.Pipe()
    server = spawn.Process(target=way, args=[theirs], daemon=True)
    server.start()
    address, before = ready.recv(), read_memory(server.pid)
    clients = [
        socket.create_connection(address) for _ in range(CLIENTS)
    ]
    ask(clients)
    held = read_memory(server.pid) - before
    milliseconds.setdefault(way.__name__, []).append(ask(clients))
    megabytes.setdefault(way.__name__, []).append(held)
    server.terminate()
    server.join()
    for client in clients:
        client.close()


megabytes, milliseconds = {}, {}
if __name__ == "__main__":
    for way in (threads, greenlets, coroutines) * 3:
        measure(way)
    most = {name: max(held) for name, held in megabytes.items()}
    print("least memory:", min(most, key=most.get))
    assert most["coroutines"] < 0.7 * min(megabytes["threads"])
    assert most["coroutines"] < 0.9 * min(megabytes["greenlets"])
