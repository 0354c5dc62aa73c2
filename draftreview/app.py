"""create_app: the only place where the parts meet."""

import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import Flask

from draftreview import web
from draftreview.config import Config, from_environment, shipped
from draftreview.db import make_engine, session_factory
from draftreview.search.whoosh_engine import WhooshEngine


def create_app(config: Config | None = None) -> Flask:
    """Make the web application from the settings (by default those of the environment)."""
    config = config or from_environment()
    app = Flask(
        "draftreview",
        template_folder=str(shipped("templates")),
        static_folder=str(shipped("static")),
    )
    app.config.update(
        SECRET_KEY=config.secret_key or kept_secret(config.data),
        MAX_CONTENT_LENGTH=config.upload_limit + 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        PERMANENT_SESSION_LIFETIME=config.session_minutes * 60,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.https,
        SEND_FILE_MAX_AGE_DEFAULT=7 * 24 * 3600,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="vi",
        BABEL_DEFAULT_TIMEZONE="Asia/Ho_Chi_Minh",
    )
    engine = make_engine(config.url)
    parts = web.Parts(
        sessions=session_factory(engine),
        search=WhooshEngine(config.index_folder),
        upload_limit=config.upload_limit,
        https=config.https,
    )
    web.install(app, parts)
    return app


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
