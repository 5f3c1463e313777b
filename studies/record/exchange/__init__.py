"""The record in the formats of registries: written for them, and read from them into a draft. Pure functions."""
