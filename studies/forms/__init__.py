"""forms of the house of studies."""
