"""Lists of the house."""
