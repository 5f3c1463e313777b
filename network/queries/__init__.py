"""Reads as chainable adjectives."""
