"""A visitor without JavaScript: forms are fetched before they are posted, CSRF tokens and all."""

import html
import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from draftreview.models.accounts import User
from tests.factories import PASSWORD

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def token(client: FlaskClient, page: str = "/sign-in") -> str:
    """Take the CSRF token from a page with a form."""
    found = _TOKEN.search(client.get(page).get_data(as_text=True))
    assert found, f"no form on {page}"
    return html.unescape(found[1])


def post(client: FlaskClient, url: str, page: str = "", **fields: object) -> TestResponse:
    """Post a form as the page that shows it would; ``page`` where the form stands elsewhere than ``url``."""
    return client.post(url, data={"csrf_token": token(client, page or url), **fields})


def sign_in(client: FlaskClient, user: User | str, password: str = PASSWORD) -> TestResponse:
    """Sign in through the form."""
    login = user if isinstance(user, str) else user.login
    return post(client, "/sign-in", login=login, password=password)


def text_of(response: TestResponse) -> str:
    """Give the words of a page, entities resolved."""
    return html.unescape(response.get_data(as_text=True))
