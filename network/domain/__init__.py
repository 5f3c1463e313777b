"""The verbs: every write of the house."""
