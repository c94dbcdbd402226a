# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2.0"]
# ///
# %% [markdown]
# On arrays `*` and `**` go element by element; `@` is the product.
# %% elementwise
import numpy as np

a = np.array([[1, 2], [3, 4]])
swap = np.array([[0, 1], [1, 0]])
print("a * swap =", (a * swap).tolist())
print("a ** 2   =", (a**2).tolist())

# %% product
print("a @ swap =", (a @ swap).tolist())  # (1)!
print("swap @ a =", (swap @ a).tolist())
print("a @ a    =", (a @ a).tolist())  # (2)!

# %% dot
u, v = np.array([1, 2, 3]), np.array([4, 5, 6])
print("u * v =", (u * v).tolist())
print("u @ v =", u @ v)  # (1)!

# %% list
try:
    [1, 2, 3] @ [4, 5, 6]
except TypeError as error:
    print("list @ list:", type(error).__name__)
assert u @ v == sum(u * v)
