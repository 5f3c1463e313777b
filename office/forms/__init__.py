"""Forms of papers and figures."""
