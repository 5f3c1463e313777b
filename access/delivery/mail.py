"""Sending a letter as an e-mail, by Django's mail settings."""

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from access.delivery.errors import NOT_ACCEPTED, UNREACHABLE, WRONG_ADDRESS, Undeliverable
from access.delivery.letters import Letter


def send(letter: Letter) -> None:
    """Send one e-mail. Raises Undeliverable."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{letter.uid}@{host}>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(letter.subject, letter.body, to=[letter.address], headers=headers)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as problem:
        code = max(code for code, _text in problem.recipients.values())
        raise Undeliverable(WRONG_ADDRESS, for_good=code >= 500) from problem
    except smtplib.SMTPServerDisconnected as problem:
        raise Undeliverable(UNREACHABLE, channel_down=True) from problem
    except smtplib.SMTPException as problem:
        raise Undeliverable(NOT_ACCEPTED) from problem
    except OSError as problem:
        raise Undeliverable(UNREACHABLE, channel_down=True) from problem
