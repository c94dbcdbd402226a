# /// script
# requires-python = ">=3.11"
# dependencies = ["scikit-learn>=1.9", "torch==2.13.0"]
# [tool.bake]
# compare = "close 0.1"
# ///
# %% [markdown]
# A trained net, asked without `eval()`: its answers depend on company.
# %% train
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn.functional import cross_entropy

torch.set_num_threads(1)
torch.manual_seed(0)
digits = load_digits()
x = torch.tensor(digits.data / 16, dtype=torch.float32)
y = torch.tensor(digits.target)
net = nn.Sequential(
    nn.Linear(64, 50), nn.BatchNorm1d(50), nn.ReLU(), nn.Linear(50, 10)
)
optimizer = torch.optim.SGD(net.parameters(), 0.1)
for batch in torch.randint(1400, (300, 100)):
    loss = cross_entropy(net(x[batch]), y[batch])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
x, y = x[1400:], y[1400:]

# %% ask
net.train()  # (1)!
with torch.no_grad():
    mixed = net(x).argmax(1) == y
    by_digit = [
        net(x[y == digit]).argmax(1) == digit for digit in range(10)
    ]
together = mixed.float().mean().item()
apart = torch.cat(by_digit).float().mean().item()
print(f"all digits in one batch: {together:.2f}")
print(f"one batch for each digit: {apart:.2f}")
assert apart < 0.8 * together

# %% alone
try:
    with torch.no_grad():
        answer = net(x[:1]).argmax().item()
    print("one image alone:", answer, "and it is", y[0].item())
except ValueError as error:
    print("one image alone:", type(error).__name__)
