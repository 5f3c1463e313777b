"""The other process of benchmarks/public_page.py: publishes the plan under a new title at each line that it reads."""

import sys
import time

import django


def main() -> None:
    """Say `ready`; then for each line publish, and print the title and the moment after the commit."""
    django.setup()
    from cms.domain.pages import publish
    from cms.models import AnnouncementPage

    page = AnnouncementPage.objects.get(slug="action-plan-2018-2020")
    print("ready", flush=True)
    for number, _line in enumerate(sys.stdin):
        page.title = f"publication-{number}"
        publish(page)
        print(page.title, time.time(), flush=True)


if __name__ == "__main__":
    main()
