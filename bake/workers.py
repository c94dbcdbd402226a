"""Processes that run snippets side by side, and end with the one that started them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
import weakref
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from shutil import rmtree
from types import TracebackType

from bake.processes import adopt_orphans, end_descendants


class Workers(ProcessPoolExecutor):
    """Processes that run snippets; after an error or Ctrl-C nothing is waited for."""

    def __init__(self, workers: int) -> None:
        folder = tempfile.mkdtemp(prefix="bake-")
        weakref.finalize(self, rmtree, folder, ignore_errors=True)
        context = multiprocessing.get_context("spawn")
        super().__init__(workers, context, _begin_worker, (folder,))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        if error:
            for worker in multiprocessing.active_children():
                worker.terminate()
            self.shutdown(wait=True, cancel_futures=True)
        return super().__exit__(kind, error, trace)


def start_executor(workers: int) -> ProcessPoolExecutor:
    """Start an executor for `run_snippet`, whose runs end with this process."""
    return Workers(workers)


def _begin_worker(folder: str) -> None:
    """Leave Ctrl-C to the parent; end with it, and end the snippet first."""
    tempfile.tempdir = folder
    adopt_orphans()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: _end_worker())
    threading.Thread(target=_wait_for_parent, args=(folder,), daemon=True).start()


def _wait_for_parent(folder: str) -> None:
    """End when the parent has gone, however it went; it could not even remove its folder."""
    parent = multiprocessing.parent_process()
    assert parent, "a worker has a parent"
    wait([parent.sentinel])
    end_descendants(frozenset())
    rmtree(folder, ignore_errors=True)
    os._exit(1)


def _end_worker() -> None:
    end_descendants(frozenset())
    os._exit(1)
