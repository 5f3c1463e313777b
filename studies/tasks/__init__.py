"""What the house does by the clock, one file a noun."""
