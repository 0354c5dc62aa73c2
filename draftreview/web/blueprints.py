"""The list of blueprints, one a subject."""

from flask import Blueprint

from draftreview.web import (
    accounts,
    admin,
    approvals,
    dispositions,
    home,
    searching,
    synthesis,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.blueprint,
    accounts.blueprint,
    admin.blueprint,
    dispositions.blueprint,
    approvals.blueprint,
    synthesis.blueprint,
    searching.blueprint,
)
