# /// script
# requires-python = ">=3.11"
# dependencies = []
# [tool.bake]
# compare = "shape"
# ///
# %% [markdown]
# A proactor on Linux: hand io_uring a buffer, be told when it is full.
# %% ring
import ctypes
import errno
import mmap
import os
import struct
import sys
import tempfile

SETUP, ENTER = 425, 426  # io_uring's system calls
READ, GET_EVENTS = 22, 1
SQ_RING, CQ_RING, SQES = 0, 0x8000000, 0x10000000  # what to map


def call(number, *arguments):
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, "io_uring is Linux's")
    system = ctypes.CDLL(None, use_errno=True)
    arguments = [ctypes.c_long(a) for a in arguments]
    result = system.syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def set_up():
    facts = ctypes.create_string_buffer(120)
    ring = call(SETUP, 1, ctypes.addressof(facts))
    return ring, struct.unpack("30I", facts)


# %% read
def read(file, buffer):
    ring, facts = set_up()
    sq_tail, sq_array = facts[11], facts[16]
    cq_head, cqes = facts[20], facts[25]
    sq = mmap.mmap(ring, sq_array + 4, offset=SQ_RING)
    cq = mmap.mmap(ring, cqes + 32, offset=CQ_RING)
    entries = mmap.mmap(ring, 64, offset=SQES)
    address = ctypes.addressof(buffer)
    entry = (READ, 0, 0, file.fileno(), 0, address, len(buffer), 0, 42)
    struct.pack_into("BBHiQQIIQ", entries, 0, *entry)  # (1)!
    struct.pack_into("I", sq, sq_tail, 1)
    call(ENTER, ring, 1, 1, GET_EVENTS, 0, 0)  # (2)!
    ticket, result = struct.unpack_from("Qi", cq, cqes)  # (3)!
    struct.pack_into("I", cq, cq_head, 1)
    for mapped in (sq, cq, entries):
        mapped.close()
    os.close(ring)
    return ticket, result


# %% ask
buffer = ctypes.create_string_buffer(64)
result = number = 0
try:
    with tempfile.TemporaryFile() as file:
        file.write(b"parcel")
        file.flush()
        ticket, result = read(file, buffer)
except OSError as error:
    number = error.errno  # (1)!
print("errno", number, "and", result, "bytes in the buffer")
assert number or buffer.value == b"parcel"
