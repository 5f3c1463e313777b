"""views of the house of studies."""
