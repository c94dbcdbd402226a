# /// script
# # coding: utf-8
# requires-python = ">=2.7"
# dependencies = []
# [tool.bake]
# runners = ["py27", "cpu"]
# ///
# %% [markdown]
# Two repairs, and both programs run on Python 2.7 and 3.
# %% python_2
from __future__ import print_function, unicode_literals

# %% programs
THREAD = """\
# coding: utf-8
# 스레드를 만들고 시작한다
from threading import Thread

def work(name):
    print("working")

thread = Thread(target=work, args=("A",))
thread.start()
thread.join()
"""

QUEUE = """\
try:
    import queue
except ImportError:
    import Queue as queue
from threading import Thread

box = queue.Queue()
producer = Thread(target=box.put, args=(1,))
producer.start()
print("received", box.get())
producer.join()
"""

# %% run
import os
import platform
import shutil
import subprocess
import sys
import tempfile


def run(name, text):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        file.write(text.encode("utf-8"))
    child = subprocess.Popen(
        [sys.executable, name],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    last = child.communicate()[0].decode().splitlines()[-1]
    print(name + ":", last)
    return child.returncode != 0


folder = tempfile.mkdtemp()
version = platform.python_version_tuple()
print("Python", ".".join(version[:2]))
for name, text in (("thread.py", THREAD), ("post.py", QUEUE)):
    refused = run(name, text)
    assert not refused
shutil.rmtree(folder)
