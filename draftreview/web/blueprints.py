"""The list of blueprints, one a subject."""

from flask import Blueprint

from draftreview.web import accounts, admin, home

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.blueprint,
    accounts.blueprint,
    admin.blueprint,
)
