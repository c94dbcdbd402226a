"""A Dask cluster in the place of this machine's own workers: `bake record --scheduler ADDRESS`.

Its workers run the project's files from the same path as here, and with the same packages.
"""

from __future__ import annotations

from distributed import Client

from bake.problem import Problem

PATIENCE = 5.0
"""Seconds to wait for a scheduler to answer."""
START = "`dask scheduler`, then `dask worker ADDRESS --nworkers 2 --nthreads 1` in the project"


def connect_cluster(address: str) -> Client | Problem:
    """Connect to a scheduler whose workers run one snippet at a time each."""
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        found = f"found no scheduler at {address!r} ({type(error).__name__})"
        return Problem("--scheduler", 0, found, f"start it: {START}")
    workers = client.scheduler_info(n_workers=-1)["workers"]
    crowded = [name for name, facts in workers.items() if facts["nthreads"] != 1]
    if workers and not crowded:
        return client
    client.close()
    found = f"the worker {crowded[0]} has several threads" if crowded else "found no worker"
    wanted = "expected workers of one thread, which run one snippet at a time"
    return Problem(f"--scheduler {address}", 0, f"{found}, {wanted}", f"start them: {START}")
