"""The nouns of an organisation's papers."""

from office.models.attachment import Attachment
from office.models.receipt import Receipt

__all__ = ["Attachment", "Receipt"]
