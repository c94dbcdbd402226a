# /// script
# requires-python = ">=3.11"
# dependencies = ["celery>=5.7"]
# ///
# %% [markdown]
# A task needs a broker, a worker and a place for its answer.
# %% no_broker
from celery import Celery
from celery.exceptions import OperationalError, TimeoutError


def add(a, b):
    return a + b


app = Celery(broker="amqp://127.0.0.1:1")  # (1)!
task = app.task(add)
print("called:", task(1, 2))  # (2)!
try:
    task.delay(1, 2)
except OperationalError:
    print("handed off: OperationalError")

# %% no_worker
app = Celery(broker="memory://", backend="cache+memory://")
ticket = app.task(add).delay(1, 2)
try:
    ticket.get(timeout=0.3)
except TimeoutError:
    print("TimeoutError, and the task is", ticket.state)
invented = app.AsyncResult("no such ticket")  # (1)!
print("an invented ticket is", invented.state)
assert ticket.state == invented.state == "PENDING"

# %% no_backend
app = Celery(broker="memory://")
ticket = app.task(add).delay(1, 2)  # (1)!
try:
    ticket.get(timeout=0.3)
except NotImplementedError as error:
    print(str(error).splitlines()[0])
