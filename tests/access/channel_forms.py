"""The form of the own ways of news, as a browser sends it."""


def typed_choices(fields, **changes) -> dict:
    """What the page shows, unchanged but for ``changes``; empty values are left out as unticked boxes are."""
    shown = {name: field.initial for name, field in fields.items()}
    filled = {name: value for name, value in (shown | changes).items() if value or value == 0 and value is not False}
    return {name: value if isinstance(value, list) else str(value) for name, value in filled.items()}
