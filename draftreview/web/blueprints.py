"""The list of blueprints, one a subject."""

from flask import Blueprint

from draftreview.web import accounts, admin, home, searching

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.blueprint,
    accounts.blueprint,
    admin.blueprint,
    searching.blueprint,
)
