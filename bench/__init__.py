"""Measurements of the house's own speed, as ratios against the bare tools."""
