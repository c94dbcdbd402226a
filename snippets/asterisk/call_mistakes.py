# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Four calls that bind an argument to no parameter, or to one twice.
# %% attempts
def brew(tea, minutes=3, cups=1):
    return f"{tea}: {minutes} min, {cups} cup(s)"


calls = (
    "brew()",
    "brew('green', tea='black')",
    "brew('green', sugar=1)",
    "brew(tea='green', 2)",
)
raised = []
for call in calls:
    try:
        eval(call)  # (1)!
    except (TypeError, SyntaxError) as error:
        raised.append(type(error).__name__)
        print(f"{call:27} {raised[-1]}")
assert raised == ["TypeError"] * 3 + ["SyntaxError"]
