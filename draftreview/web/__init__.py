"""The browser edge: one blueprint a subject; views are form, service, commit, redirect."""

from flask import Flask

from draftreview.web import draining, errors, presentation, security
from draftreview.web.blueprints import BLUEPRINTS
from draftreview.web.request import Parts, close, surround

__all__ = ["Parts", "install"]


def install(app: Flask, parts: Parts) -> None:
    """Give an application its pages and what they need."""
    app.extensions["draftreview"] = parts
    security.install(app)
    presentation.install(app)
    errors.install(app)
    draining.install(app)
    app.context_processor(surround)
    app.teardown_appcontext(close)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
