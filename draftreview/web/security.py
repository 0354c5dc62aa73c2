"""Sign-in sessions, CSRF and the headers that keep a page to itself."""

from flask import Flask, Response, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager
from flask_wtf import CSRFProtect

from draftreview.models.accounts import User
from draftreview.web.request import parts, surroundings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Sessions(SecureCookieSessionInterface):
    """Cookies that only pages make anew: a late stylesheet or icon never brings an ended session back."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Say whether an answer carries the cookie."""
        return request.endpoint != "static" and super().should_set_cookie(app, session)


def install(app: Flask) -> None:
    """Guard every request of an application."""
    app.session_interface = Sessions()
    CSRFProtect(app)
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(load_user)
    app.before_request(keep_signed_in)
    app.after_request(add_headers)


def load_user(identity: str) -> User | None:
    """Find the user a session cookie names, unless a new password or an admin ended the session."""
    number, _, epoch = identity.partition(":")
    if not number.isdigit():
        return None
    user = surroundings(int(number)).user
    if user is None or str(user.session_epoch) != epoch or not user.is_active:
        return None
    return user


def keep_signed_in() -> None:
    """Let a session end after the set time without a request; who is not signed in needs no cookie anew."""
    if request.endpoint != "static" and "_user_id" in session:
        session.permanent = True


def add_headers(response: Response) -> Response:
    """Add the security headers; pages are never kept by shared caches."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if parts().https:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
