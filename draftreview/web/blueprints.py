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
    letters,
    reading,
    repairs,
    replies,
    scans,
    searching,
    synthesis,
    tracing,
    working,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.blueprint,
    accounts.blueprint,
    admin.blueprint,
    reading.blueprint,
    comments.blueprint,
    replies.blueprint,
    letters.blueprint,
    scans.blueprint,
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
