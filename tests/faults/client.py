"""A small browser that knows nothing of the product: cookies, forms and files over a plain connection."""

import http.client
import re
from http.cookies import SimpleCookie
from secrets import token_hex
from urllib.parse import urlencode

PATIENCE = 180
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Lost(Exception):
    """The connection ended without an answer."""


class Browser:
    """One person at one site."""

    def __init__(self, address: tuple[str, int]):
        self.address = address
        self.cookies: dict[str, str] = {}
        self.page = ""

    def get(self, path: str) -> int:
        """The status of a page."""
        return self._ask("GET", path, b"", {})

    def post(self, path: str, fields: dict) -> int:
        """Send a form; the status of the answer."""
        return self._ask("POST", path, urlencode(self._with_token(fields)).encode(), FORM)

    def upload(self, path: str, fields: dict, field: str, name: str, content: bytes) -> int:
        """Send a form with a file."""
        edge = token_hex(16)
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in self._with_token(fields).items()
        ]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode()
        body = b"".join([*parts, head, content, f"\r\n--{edge}--\r\n".encode()])
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def value_of(self, name: str) -> str:
        """What stands in a field of the page that was read last."""
        return re.search(rf'name="{name}" value="([^"]*)"', self.page).group(1)

    def sign_in(self, username: str, password: str) -> None:
        """As a person does it. Raises AssertionError when it is refused."""
        self.get("/accounts/login/")
        status = self.post("/accounts/login/", {"login": username, "password": password})
        assert status == 302 and "sessionid" in self.cookies, f"{username} was not let in: {status}"

    def _with_token(self, fields: dict) -> dict:
        return {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")} | fields

    def _ask(self, method: str, path: str, body: bytes, headers: dict) -> int:
        connection = http.client.HTTPConnection(*self.address, timeout=PATIENCE)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, headers | {"Cookie": cookies})
            answer = connection.getresponse()
            self._keep(answer)
            self.page = answer.read().decode("utf-8", "replace")
            return answer.status
        except (http.client.HTTPException, OSError) as problem:
            raise Lost(repr(problem)) from problem
        finally:
            connection.close()

    def _keep(self, answer) -> None:
        for header in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
