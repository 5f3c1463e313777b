"""policies of the house of studies."""
