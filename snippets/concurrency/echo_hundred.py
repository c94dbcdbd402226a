# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# One thread, one selector: an echo server and its hundred clients.
# %% server
import os
import selectors
import socket
import threading

selector = selectors.DefaultSelector()


def watch(sock, callback):  # (1)!
    sock.setblocking(False)
    selector.register(sock, selectors.EVENT_READ, callback)


def forget(sock):
    selector.unregister(sock)
    sock.close()


def accept(server):
    connection, _ = server.accept()
    watch(connection, echo)


def echo(connection):
    if data := connection.recv(4096):  # (2)!
        connection.send(data)  # (3)!
    else:
        forget(connection)  # (4)!


# %% clients
CLIENTS = 100
answers = []


def connect(address, number):
    client = socket.create_connection(address)
    client.sendall(b"hello from %d" % number)
    watch(client, read)


def read(client):
    answers.append(client.recv(4096))
    forget(client)


# %% loop
def count_open():
    return len(os.listdir("/dev/fd")) if os.path.isdir("/dev/fd") else 0


before = count_open()
server = socket.create_server(("127.0.0.1", 0), backlog=CLIENTS)
watch(server, accept)
for number in range(CLIENTS):
    connect(server.getsockname(), number)
while len(selector.get_map()) > 1:  # (1)!
    for key, _ in selector.select(timeout=5):
        key.data(key.fileobj)  # (2)!
forget(server)
print("answers:", len(set(answers)))
print("threads:", threading.active_count())
print("sockets left open:", count_open() - before)
selector.close()
assert set(answers) == {b"hello from %d" % n for n in range(CLIENTS)}
