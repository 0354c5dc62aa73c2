"""The rows of topics in a form that was sent: one more, one fewer, one further up, all else as typed."""

import re

from werkzeug.datastructures import MultiDict

_NAME = re.compile(r"topics-(\d+)-(.+)")


def rearranged(sent: MultiDict[str, str], wish: str) -> MultiDict[str, str]:
    """Give what was sent with its rows as wished: "add", "drop-2" or "up-2", counted from 0."""
    rows: dict[int, list[tuple[str, str]]] = {}
    kept: list[tuple[str, str]] = []
    for name, value in sent.items(multi=True):
        match = _NAME.fullmatch(name)
        if match:
            rows.setdefault(int(match[1]), []).append((match[2], value))
        else:
            kept.append((name, value))
    order = [rows[number] for number in sorted(rows)]
    verb, _dash, number = wish.partition("-")
    at = int(number) if number.isdecimal() and int(number) < len(order) else None
    if verb == "add":
        order.append([("code", "")])
    elif verb == "drop" and at is not None:
        del order[at]
    elif verb == "up" and at:
        order[at - 1], order[at] = order[at], order[at - 1]
    numbered = [(f"topics-{at}-{part}", value) for at, row in enumerate(order) for part, value in row]
    return MultiDict([*kept, *numbered])
