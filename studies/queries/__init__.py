"""queries of the house of studies."""
