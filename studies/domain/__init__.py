"""domain of the house of studies."""
