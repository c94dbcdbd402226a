# /// script
# requires-python = ">=3.11"
# dependencies = ["matplotlib>=3.11", "torch==2.13.0"]
# [tool.bake]
# publish = ["accuracy", "loss"]
# timeout = 300
# ///
# %% [markdown]
# A whole training: data, net, loss, optimizer, loop, test.
# %% data
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset, random_split

torch.set_default_dtype(torch.float64)  # (1)!
torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"


def make_arms(count):  # two spiral arms, (2 * count, 2)
    turn = torch.linspace(0.5, 4.5, count)
    arm = torch.stack([turn.cos(), turn.sin()], 1) * turn[:, None]
    points = torch.cat([arm, -arm]) + 0.4 * torch.randn(2 * count, 2)
    return points, torch.arange(2).repeat_interleave(count)


dataset = TensorDataset(*make_arms(400))
training, testing = random_split(dataset, [600, 200])
test_points, test_labels = dataset[testing.indices]
batches = DataLoader(training, batch_size=50, shuffle=True)  # (2)!

# %% net
layers = [nn.Linear(2, 32), nn.ReLU(), nn.Linear(32, 2)]
net = nn.Sequential(*layers).to(device)
criterion = nn.CrossEntropyLoss()  # (1)!
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)


# %% train
def train_epoch():
    net.train()  # (1)!
    total = 0.0
    for points, labels in batches:
        points, labels = points.to(device), labels.to(device)
        loss = criterion(net(points), labels)  # (2)!
        optimizer.zero_grad()  # (3)!
        loss.backward()  # (4)!
        optimizer.step()  # (5)!
        total += loss.item() * len(points)  # (6)!
    return total / len(training)


@torch.no_grad()
def measure():
    net.eval()
    guesses = net(test_points.to(device)).argmax(1).cpu()
    return (guesses == test_labels).double().mean().item()


accuracy = {"before": measure()}
losses = [train_epoch() for _ in range(20)]
accuracy["after"] = measure()
loss = {"first": round(losses[0], 3), "last": round(losses[-1], 3)}
print("loss", *loss.values(), "accuracy", *accuracy.values())
assert accuracy["after"] > 0.9 > accuracy["before"] + 0.3

# %% draw
import matplotlib.pyplot as plt

line = torch.linspace(-5.2, 5.2, 60)
grid = torch.cartesian_prod(line, line)
margin = net(grid.to(device)).diff().detach().cpu()
figure, (left, right) = plt.subplots(1, 2, figsize=(5, 2.6))
left.plot(range(1, 21), losses)
left.set(xlabel="epoch", ylabel="loss", ylim=0)
right.contour(line, line, margin.view(60, 60).T, [0], colors="gray")
for label in 0, 1:
    right.plot(*test_points[test_labels == label].T, ".", markersize=3)
right.set(aspect="equal", xlabel="x", ylabel="y")
figure.tight_layout()
plt.show()
