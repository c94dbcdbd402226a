# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.4", "torch==2.13.0"]
# ///
# %% [markdown]
# A tensor: numbers of one type, in one place, seen in one shape.
# %% make
import numpy as np
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"  # (1)!
x = torch.tensor([1.0, 2.0, 3.0], device=device)
n = torch.tensor([1, 2, 3], device=device)
print(x.dtype, n.dtype, (n / 2).dtype)  # (2)!
print(tuple(x.shape), x.device.type == device)


# %% refuse
def attempt(action):
    try:
        return action()
    except RuntimeError as error:
        return f"RuntimeError: {error}"


print((x + x.double()).dtype)  # (1)!
print(attempt(lambda: x @ x.double()))  # (2)!
elsewhere = torch.ones(3, device="meta")  # (3)!
print(attempt(lambda: x.cpu() + elsewhere))

# %% view
a = torch.arange(6)
table = a.view(2, 3)  # (1)!
table[0, 0] = 99
print(a)
address = a.untyped_storage().data_ptr()
for name, b in {
    "view": table,
    "slice": a[::2],
    "transpose": table.T,
    "index list": a[[0, 2, 4]],  # (2)!
    "reshape of transpose": table.T.reshape(6),  # (3)!
    "clone": a.clone(),
}.items():
    shared = b.untyped_storage().data_ptr() == address
    print(f"{name:21}{'shared' if shared else 'copy'}")

# %% numpy
array = np.zeros(3)
tensor = torch.from_numpy(array)  # (1)!
array[0] = 7
print(tensor)

# %% inplace
b = a
b += 1  # (1)!
print(a[0].item(), b is a)
b = b + 1  # (2)!
print(a[0].item(), b is a)
print(attempt(lambda: a.add_(0.5)))  # (3)!
assert a[0] == 100 and b[0] == 101 and tensor[0] == 7
