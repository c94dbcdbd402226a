"""Measurements: the house against the bare tools, and Python in the reader's page."""
