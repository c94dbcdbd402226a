# /// script
# requires-python = ">=3.11"
# dependencies = ["torch==2.13.0"]
# ///
# %% [markdown]
# Code in the manner of 2017: Variable is Tensor now, and it runs.
# %% train
import torch
from torch.autograd import Variable

torch.manual_seed(0)
x = Variable(torch.linspace(-1, 1, 64).view(64, 1))
y = Variable(x.data.pow(3))  # (1)!
net = torch.nn.Sequential(
    torch.nn.Linear(1, 16),
    torch.nn.ReLU(),
    torch.nn.Linear(16, 1),
)
criterion = torch.nn.MSELoss()
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
losses = []
for _ in range(300):
    loss = criterion(net(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.data)
print(f"{losses[0]:.3f} -> {losses[-1]:.3f}")
assert losses[-1] < losses[0] / 10

# %% same
w = Variable(torch.ones(2), requires_grad=True)
print(type(w), type(w) is torch.Tensor)
print(isinstance(torch.ones(2), Variable))  # (1)!
assert type(w) is torch.Tensor

# %% changed
import warnings

try:
    print(loss.data[0])  # (1)!
except IndexError as error:
    print(f"IndexError: {str(error).split('.')[0]}")

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    v = Variable(torch.ones(2), volatile=True)  # (2)!
    torch.nn.MSELoss(size_average=False)
for warning in caught:
    print(warning.message)


# %% data
def spoil(shortcut):
    x = torch.zeros(3, requires_grad=True)
    y = x.sigmoid()  # (1)!
    shortcut(y).zero_()
    y.sum().backward()
    return x.grad


print(spoil(lambda y: y.data))  # (2)!
try:
    spoil(lambda y: y.detach())
except RuntimeError as error:  # (3)!
    message = str(error).split(", ")[2].split(" instead")[0]
    print(f"RuntimeError: {message}")
