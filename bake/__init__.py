"""Run snippets, record what they did, and build the pages that show it."""
