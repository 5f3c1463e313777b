"""Verbs about research sites and what belongs to them."""
