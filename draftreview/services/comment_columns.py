"""Columns that every list of comments with their answers reads: the wording proposed, the answer given."""

from typing import Any

from draftreview.models.comments import Proposal
from draftreview.models.dispositions import Disposition

WORDING: tuple[Any, ...] = (
    Proposal.operation,
    Proposal.new_heading,
    Proposal.new_text,
    Proposal.new_tail,
    Proposal.base_heading,
    Proposal.base_text,
    Proposal.base_tail,
    Proposal.as_first_child,
)
"""What a comment proposes, against what."""

ANSWER: tuple[Any, ...] = (
    Disposition.outcome,
    Disposition.stage,
    Disposition.explanation,
    Disposition.new_heading.label("own_heading"),
    Disposition.new_text.label("own_text"),
    Disposition.new_tail.label("own_tail"),
)
"""The drafter's answer; ``own_…`` is the drafter's wording where it is accepted in part."""
