"""The list of blueprints, one a subject."""

from flask import Blueprint

from draftreview.web import accounts, admin, comments, home, reading, replies

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.blueprint,
    accounts.blueprint,
    admin.blueprint,
    reading.blueprint,
    comments.blueprint,
    replies.blueprint,
)
