"""create_app: the only place where the parts meet."""

import hashlib
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from draftreview import web
from draftreview.config import Config, from_environment, shipped
from draftreview.db import make_engine, session_factory
from draftreview.search.whoosh_engine import WhooshEngine

WAITING = 12
"""Database connections a worker keeps, and as many again at a rush: one for each of its threads."""


def create_app(config: Config | None = None) -> Flask:
    """Make the web application from the settings (by default those of the environment)."""
    config = config or from_environment()
    app = Flask(
        "draftreview",
        template_folder=str(shipped("templates")),
        static_folder=str(shipped("static")),
        static_url_path=static_address(),
    )
    app.config.update(
        SECRET_KEY=config.secret_key or kept_secret(config.data),
        MAX_CONTENT_LENGTH=config.upload_limit + 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        PERMANENT_SESSION_LIFETIME=config.session_minutes * 60,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.https,
        SEND_FILE_MAX_AGE_DEFAULT=365 * 24 * 3600,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="vi",
        BABEL_DEFAULT_TIMEZONE="Asia/Ho_Chi_Minh",
    )
    if config.https:
        # Behind the server that speaks HTTPS: the visitor's own address is what slows down guessers.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    engine = make_engine(config.url, pool_size=WAITING, max_overflow=WAITING)
    parts = web.Parts(
        sessions=session_factory(engine),
        search=WhooshEngine(config.index_folder),
        upload_limit=config.upload_limit,
        https=config.https,
    )
    web.install(app, parts)
    return app


def static_address() -> str:
    """Give the path of styles, scripts and fonts; it changes with them, so browsers may keep them."""
    digest = hashlib.sha256()
    root = shipped("static")
    for file in sorted(one for one in root.rglob("*") if one.is_file()):
        facts = file.stat()
        digest.update(f"{file.relative_to(root)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return f"/static/{digest.hexdigest()[:12]}"


def kept_secret(data: Path) -> str:
    """Give the key that signs cookies, made once for a data folder and kept there."""
    data.mkdir(parents=True, exist_ok=True)
    path = data / "secret_key"
    if not path.exists():
        # Linked when it is whole: two workers that start at once must read the same key.
        with NamedTemporaryFile("w", dir=data, encoding="ascii") as file, suppress(FileExistsError):
            file.write(secrets.token_hex(32))
            file.flush()
            path.hardlink_to(file.name)
    return path.read_text(encoding="ascii")
