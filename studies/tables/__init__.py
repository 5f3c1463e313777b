"""tables of the house of studies."""
