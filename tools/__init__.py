"""What knows nobody: no models, no users, no domain words."""
