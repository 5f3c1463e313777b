"""Closed lists of the house, one file for each noun."""
