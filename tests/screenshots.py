"""Takes the pictures of the README from a demonstration of its own: `make screenshots`."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

from config.supervisor import HOST, ROOT, is_answering
from tests.browser import FLAGS, MISSING, chromium

# File, address, width and height, and the person whose card is taken first.
PICTURES = [
    ("home.png", "/", 1280, 900, ""),
    ("story.png", "/accounts/login/", 1280, 900, ""),
    ("application.png", "/accounts/login/", 1280, 900, "lulong-coordinator"),
]
PATIENCE_SECONDS = 180


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def take(port: int) -> None:
    """Open each page in Chinese and keep its picture in docs/images/."""
    from playwright.sync_api import sync_playwright

    folder = ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name, address, width, height, person in PICTURES:
            page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
            answer = page.goto(f"http://{HOST}:{port}{address}", wait_until="networkidle")
            if not answer.ok:
                raise SystemExit(f"{address} answered {answer.status}")
            if person:
                page.locator(f"form:has(input[value='{person}']) button").click()
                page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / name)
            print(f"docs/images/{name}")
        browser.close()


def main() -> None:
    """Start a demonstration in a temporary folder, take the pictures, stop it."""
    if not chromium():
        raise SystemExit(MISSING)
    port, deadline = free_port(), time.monotonic() + PATIENCE_SECONDS
    with tempfile.TemporaryDirectory(prefix="lianyan-pictures-") as folder:
        variables = os.environ | {"PORT": str(port), "VAR_DIR": folder}
        with subprocess.Popen([sys.executable, "-m", "config.supervisor"], cwd=ROOT, env=variables) as demo:
            try:
                while not is_answering(port):
                    if demo.poll() is not None or time.monotonic() > deadline:
                        raise SystemExit("The demonstration did not start.")
                    time.sleep(0.2)
                take(port)
            finally:
                demo.send_signal(signal.SIGTERM)


if __name__ == "__main__":
    main()
