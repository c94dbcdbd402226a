# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# An actor: a thread, its mailbox, and a state nobody else touches.
# %% actor
from concurrent.futures import Future
from queue import Queue
from threading import Thread


class Counter:
    def __init__(self):
        self._mailbox = Queue()
        self._thread = Thread(target=self._live)
        self._thread.start()

    def _live(self):
        count = 0  # (1)!
        while (message := self._mailbox.get()) != "stop":
            if isinstance(message, Future):
                message.set_result(count)
            else:
                count += message

    def tell(self, message):
        self._mailbox.put(message)

    def ask(self):
        self.tell(answer := Future())
        return answer.result(timeout=5)

    def stop(self):
        self.tell("stop")
        self._thread.join()


# %% talk
def add_many(actor):
    for _ in range(1000):
        actor.tell(1)


counter = Counter()
senders = [Thread(target=add_many, args=(counter,)) for _ in range(4)]
for sender in senders:
    sender.start()
for sender in senders:
    sender.join()
total = counter.ask()  # (1)!
counter.stop()
print("counted:", total)
assert total == 4 * 1000
