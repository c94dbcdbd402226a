"""`python -m bake`."""

import sys

from bake.cli import main

sys.exit(main(sys.argv[1:]))
