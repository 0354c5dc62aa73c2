"""The least that a page can cost: what the reading page is measured against."""

from flask import Flask


def create_app() -> Flask:
    """Make an application that says hello."""
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "Hello, world!")
    return app
