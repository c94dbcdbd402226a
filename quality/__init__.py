"""Judge the built site as its readers meet it: `make quality`."""
