"""`python -m bake`."""

import io
import sys

from bake.cli import main

if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that lacks a sign gets it as \U…
    sys.stdout.reconfigure(errors="backslashreplace")
sys.exit(main(sys.argv[1:]))
