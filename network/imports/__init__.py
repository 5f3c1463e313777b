"""Tables that come in: kinds registered as data (columns, checks), checked here, taken in by the verbs of a house."""

from network.imports.batch import Batch, Remark
from network.imports.checking import check
from network.imports.kinds import KINDS, Column, ImportKind, register

__all__ = ["KINDS", "Batch", "Column", "ImportKind", "Remark", "check", "register"]
