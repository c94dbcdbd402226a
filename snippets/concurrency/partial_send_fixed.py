# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Keep what `send` left, and go on when there is room again.
# %% send
import selectors
import socket

LENGTH = 4_000_000  # bytes, far more than a socket buffers


def send_all(sender, data, selector):
    sent = sender.send(data)
    if rest := data[sent:]:  # (1)!
        selector.modify(sender, selectors.EVENT_WRITE, rest)
        return
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
assert complete
