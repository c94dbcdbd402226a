# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# What `return` of a generator gives, and to whom.
# %% ask
def ask():
    yield "name?"
    yield "age?"
    return "2 questions"  # (1)!


# %% by_hand
questions = ask()
print(next(questions), next(questions))
try:
    next(questions)
except StopIteration as end:
    print("value:", end.value)  # (1)!

# %% by_for
for question in ask():  # (1)!
    print(question)


# %% by_yield_from
def interview():
    asked = yield from ask()  # (1)!
    yield f"asked {asked}"


*_, last = interview()
print(last)
assert last == "asked 2 questions"
