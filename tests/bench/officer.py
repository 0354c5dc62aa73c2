"""An officer of an agency who is signed in, for the measurements that want one."""

import re
from http.client import HTTPConnection
from urllib.parse import urlencode

from draftreview.services.trial_accounts import PASSWORD

LOGIN = "chuyenvien.stttt"


class Officer:
    """Somebody signed in who asks for pages and sends forms."""

    def __init__(self, connection: HTTPConnection) -> None:
        self._connection = connection
        self._cookie = ""
        form = {"csrf_token": self.token("/sign-in"), "login": LOGIN, "password": PASSWORD}
        self.ask("POST", "/sign-in", form)

    def rest(self) -> None:
        """Give up a connection that waited while others had their turn."""
        self._connection.close()

    def token(self, path: str) -> str:
        """Give the token that the forms of a page carry."""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.ask("GET", path))
        assert found, f"no form on {path}"
        return found[1]

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> str:
        """Ask for a page, or send a form; give what was answered."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        body = urlencode(form) if form else None
        self._connection.request(method, path, body, {"Cookie": self._cookie, **kind})
        answer = self._connection.getresponse()
        said = answer.read().decode()
        if answer.status >= 400:
            raise SystemExit(f"{path} answered {answer.status}")
        cookie = answer.getheader("Set-Cookie", "").split(";")[0]
        self._cookie = cookie if cookie.startswith("session=") else self._cookie
        return said
