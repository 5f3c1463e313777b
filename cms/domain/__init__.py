"""What is done to the public site, and what is read for it."""
