# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# One line of Python, several steps of the interpreter.
# %% steps
import dis

count = 0


def increase(number):
    return number + 1


def bare():
    global count
    count += 1


def call():
    global count
    count = increase(count)


def list_steps(function):
    names = [step.opname for step in dis.get_instructions(function)]
    return names[1 : names.index("STORE_GLOBAL") + 1]  # (1)!


for function in (bare, call):
    print(f"{function.__name__}:", *list_steps(function))
assert "CALL" in list_steps(call) and "CALL" not in list_steps(bare)
