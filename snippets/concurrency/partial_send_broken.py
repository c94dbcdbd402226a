# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# `send` takes what fits now; what it left is lost here.
# %% send
import selectors
import socket

LENGTH = 4_000_000  # bytes, far more than a socket buffers


def send_all(sender, data, selector):
    sender.send(data)  # (1)!
    selector.unregister(sender)
    sender.shutdown(socket.SHUT_WR)


# %% loop
sender, receiver = socket.socketpair()
sender.setblocking(False)
received = bytearray()
with selectors.DefaultSelector() as selector, sender, receiver:
    selector.register(sender, selectors.EVENT_WRITE, bytes(LENGTH))
    selector.register(receiver, selectors.EVENT_READ)
    while receiver in selector.get_map():
        for key, _ in selector.select(timeout=5):
            if key.fileobj is sender:
                send_all(sender, key.data, selector)
            elif data := receiver.recv(65536):
                received += data
            else:
                selector.unregister(receiver)
complete = len(received) == LENGTH
print("all of it arrived:", complete)
assert not complete
