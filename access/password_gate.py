"""The gate of the password: who was given one, or whose role asks for a new one, sets it before anything else."""

from access.gates import Gate
from access.sign_in_rules import MUST_CHANGE, must_change_password

GATE = Gate(
    code="password",
    order=10,
    closed=must_change_password,
    page="account_change_password",
    sentence=MUST_CHANGE,
)
