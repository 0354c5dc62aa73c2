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
    outcomes,
    reading,
    repairs,
    replies,
    searching,
    synthesis,
    topics,
    tracing,
    working,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.blueprint,
    accounts.blueprint,
    admin.blueprint,
    reading.blueprint,
    comments.blueprint,
    topics.blueprint,
    outcomes.blueprint,
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
