"""What was typed when the session ran out: carried through signing in and sent again by a click.

The page that a refused form leads to is a sign-in page that holds the form's fields as hidden inputs.
After signing in they stand in a form that goes where they were meant to go, with a token of the new session.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

PREFIX = "kept."
TARGET = "kept_to"
_OWN = frozenset({"csrf_token", TARGET})


@dataclass(frozen=True, slots=True)
class Kept:
    """The fields of a form that was refused, and the address that it was sent to."""

    target: str
    fields: tuple[tuple[str, str], ...]


def install(app: Flask) -> None:
    """Let the sign-in page carry what it was given through a wrong password."""
    app.jinja_env.globals["kept_fields"] = carried


def carried() -> Kept | None:
    """Give what a sign-in form carries, if it carries a form of this site."""
    target = request.form.get(TARGET, "")
    split = urlsplit(target)
    if not target.startswith("/") or target.startswith(("//", "/\\")) or split.netloc:
        return None
    fields = tuple(
        (name.removeprefix(PREFIX), value)
        for name, value in request.form.items(multi=True)
        if name.startswith(PREFIX)
    )
    return Kept(target, fields)


def refused() -> Kept | None:
    """Give the form that this request sent, where it may be sent again: text only, and from this site.

    Without the check of the origin another site could have its own words kept and sent.
    """
    if request.method != "POST" or request.endpoint == "accounts.sign_in" or request.files:
        return None
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    if urlsplit(origin).netloc != request.host:
        return None
    fields = tuple((name, value) for name, value in request.form.items(multi=True) if name not in _OWN)
    return Kept(request.full_path.rstrip("?"), fields)


def show(kept: Kept) -> ResponseReturnValue:
    """Ask to sign in, or only to send again, with everything that was typed."""
    if current_user.is_authenticated:
        return send_again(kept), 403
    return render_template("accounts/expired.html", kept=kept), 403


def send_again(kept: Kept) -> str:
    """Show the form that sends what was kept."""
    return render_template("accounts/send_again.html", kept=kept)
