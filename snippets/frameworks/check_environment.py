# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# runners = ["cpu", "gpu"]
# timeout = 180
# ///
# %% [markdown]
# What is installed here, what of it is usable, and what to do next.
# %% ask
import ctypes
import platform
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor


def ask(*call):  # (1)!
    wait = {"capture_output": True, "text": True, "timeout": 150}
    try:
        return subprocess.run(call, **wait).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def ask_driver():  # (2)!
    name = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"
    try:
        cuda = ctypes.CDLL(name)
    except OSError:
        return "none", 0
    version, gpus = ctypes.c_int(0), ctypes.c_int(0)
    cuda.cuDriverGetVersion(ctypes.byref(version))
    if cuda.cuInit(0) == 0:
        cuda.cuDeviceGetCount(ctypes.byref(gpus))
    number = version.value  # 13020 is CUDA 13.2
    return f"{number // 1000}.{number % 1000 // 10}", gpus.value


# %% packages
PROBES = {  # version, CUDA of the build, GPUs it can use, more
    "torch": """import torch as t; print("=", t.__version__,
t.version.cuda or t.version.hip, t.cuda.device_count(),
"cuDNN", t.backends.cudnn.version())""",
    "tensorflow": """import tensorflow as tf
cuda = tf.sysconfig.get_build_info().get("cuda_version")
old = tf.test.is_gpu_available.__doc__
print("=", tf.__version__, cuda,
len(tf.config.list_physical_devices("GPU")),
"is_gpu_available", "DEPRECATED" * ("DEPRECATED" in old))""",
    "jax": """import jax, pkgutil
cuda = [m.name[8:10] for m in pkgutil.iter_modules()
if m.name.startswith("jax_cuda")]
print("=", jax.__version__, *(cuda or [None])[:1],
sum(d.platform == "gpu" for d in jax.devices()))""",
}


def probe(name):
    text = ask(sys.executable, "-c", PROBES[name])  # (1)!
    line = re.search(r"^= (\S+) (\S+) (\d+)(.*)", text, re.M)
    return line.groups() if line else ("missing", "None", "0", "")


# %% report
def report(*words):
    print(*words, file=sys.stderr)  # (1)!


nvcc = re.search(r"release ([\d.]+)", ask("nvcc", "--version"))
driver, gpus = ask_driver()
report("python    ", platform.python_version())
report("in a venv ", sys.prefix != sys.base_prefix)
pip = ask(sys.executable, "-m", "pip", "--version")
report("pip       ", *pip.split()[1:2])
report("toolkit   ", nvcc[1] if nvcc else "none")
report("driver    ", f"CUDA {driver}, {gpus} GPUs")
with ThreadPoolExecutor() as pool:
    found = dict(zip(PROBES, pool.map(probe, PROBES)))

# %% verdict
for name, (version, cuda, usable, more) in found.items():
    about = f"{name} {version}\n  CUDA {cuda}, {usable} GPUs\n {more}"
    report("\n" + about.rstrip())
    if version == "missing":
        report("  -> install it, if you need it")
    elif usable != "0":
        report("  -> GPU: ready")
    elif driver == "none":
        report("  -> CPU: a GPU needs a driver first")
    elif cuda == "None":
        report("  -> CPU: install the build for CUDA")
    elif int(driver.split(".")[0]) < int(cuda.split(".")[0]):  # (1)!
        report("  -> CPU: the driver is too old")
    else:
        report("  -> CPU: the driver lends no GPU")
    assert usable == "0" or cuda != "None"  # (2)!
print("asked:", *found)
