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
    exporting,
    home,
    reading,
    repairs,
    replies,
    searching,
    synthesis,
    tracing,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.blueprint,
    accounts.blueprint,
    admin.blueprint,
    reading.blueprint,
    comments.blueprint,
    replies.blueprint,
    dispositions.blueprint,
    approvals.blueprint,
    synthesis.blueprint,
    drafts.blueprint,
    repairs.blueprint,
    comparing.blueprint,
    confirming.blueprint,
    tracing.blueprint,
    searching.blueprint,
    exporting.blueprint,
)
