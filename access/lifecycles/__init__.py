"""The lifecycles of this house."""
