"""The list of blueprints, one a subject."""

from flask import Blueprint

from draftreview.web import (
    accounts,
    admin,
    approvals,
    comments,
    comparing,
    confirming,
    dispositions,
    drafts,
    editing,
    exporting,
    home,
    reading,
    repairs,
    replies,
    searching,
    synthesis,
    tracing,
    typing,
    working,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.blueprint,
    accounts.blueprint,
    admin.blueprint,
    reading.blueprint,
    comments.blueprint,
    typing.blueprint,
    replies.blueprint,
    dispositions.blueprint,
    approvals.blueprint,
    synthesis.blueprint,
    drafts.blueprint,
    repairs.blueprint,
    working.blueprint,
    editing.blueprint,
    comparing.blueprint,
    confirming.blueprint,
    tracing.blueprint,
    searching.blueprint,
    exporting.blueprint,
)
