"""What the sign-in page of a demonstration shows."""


def story(request) -> dict:
    return {}
