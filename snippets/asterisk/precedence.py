# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
# %% [markdown]
# Where the invisible brackets stand, asked of Python's own parser.
# %% results
print(f"{-2**2 = }, {(-2)**2 = }")
print(f"{2**3**2 = }, {(2**3)**2 = }")
print(f"{2**-1 = }")

# %% variable
x = -2
print(f"{x**2 = }")  # (1)!

# %% brackets
import ast

SIGNS = {ast.Mult: "*", ast.Pow: "**", ast.MatMult: "@"}


def bracket(node):
    match node:
        case ast.BinOp(left, op, right):
            sign = SIGNS[type(op)]
            return f"({bracket(left)} {sign} {bracket(right)})"
        case ast.UnaryOp(ast.USub(), operand):
            return f"(-{bracket(operand)})"
    return ast.unparse(node)


for text in "-2**2 2**3**2 2**-1 -a*b a*b**2 a@b*c".split():
    print(f"{text:9} {bracket(ast.parse(text, mode='eval').body)}")
assert (-(2**2), 2 ** (3**2)) == (-4, 512)
