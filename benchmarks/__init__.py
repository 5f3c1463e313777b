"""Measured goals: `make bench B=name` runs benchmarks/name.py, whose last lines say what was measured and the goal."""
