"""Which round of a draft the drafting side looks at: the newest, or an older one that the address names."""

from typing import Any

from flask import Blueprint, g, has_request_context, request

NAME = "round"
"""What an older round is named by in an address; an address without it is about the newest."""


def asked_round() -> int | None:
    """Give the number of the round that the address names, or that the comment asked for led to."""
    if not has_request_context():
        return None
    led_to: int | None = g.get("asked_round")
    return led_to or request.args.get(NAME, type=int)


def lead_to_round(number: int) -> None:
    """Stay in this round, which is not the newest, on the ways that lead on from here."""
    g.asked_round = number


def keeps_round(blueprint: Blueprint) -> Blueprint:
    """Let the addresses of a blueprint stay in the round that is looked at."""
    blueprint.url_defaults(_keep)
    return blueprint


def _keep(_endpoint: str, values: dict[str, Any]) -> None:
    number = asked_round()
    if number is not None:
        values.setdefault(NAME, number)
