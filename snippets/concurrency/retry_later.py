# /// script
# requires-python = ">=3.11"
# dependencies = ["celery>=5.7"]
# ///
# %% [markdown]
# The line is busy twice: the worker puts the task back and tries again.
# %% task
from celery import Celery
from celery.contrib.testing.worker import start_worker

app = Celery(broker="memory://", backend="cache+memory://")
app.conf.broker_transport_options = {"polling_interval": 0.05}
line = iter(["busy", "busy", "free", "busy"])


@app.task(
    autoretry_for=(ConnectionError,),  # (1)!
    max_retries=3,
    default_retry_delay=0.1,  # (2)!
    bind=True,
)
def call(self):
    state = next(line)
    print("try", self.request.retries, "line", state)
    if state == "busy":
        raise ConnectionError(state)
    return "answered"


# %% hand_off
with start_worker(app, pool="threads", perform_ping_check=False):
    answer = call.delay().get(timeout=30)  # (1)!
print(answer)
assert answer == "answered" and next(line) == "busy"
