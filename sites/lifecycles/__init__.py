"""What may become of feasibility rounds and invitations."""

from sites.lifecycles.feasibility import INVITATION, ROUND

__all__ = ["INVITATION", "ROUND"]
