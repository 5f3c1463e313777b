"""The nouns of an organisation's papers."""

from office.models.attachment import Attachment
from office.models.number_series import NumberSeries
from office.models.receipt import Receipt
from office.models.standing_document import StandingDocument

__all__ = ["Attachment", "NumberSeries", "Receipt", "StandingDocument"]
