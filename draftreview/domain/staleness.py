"""Whether an answer was given to what stands there now, or to something that has changed since.

The ground of an answer has two sides, fingerprinted apart so that a reader can be told which one changed:

- what the agency says: its words, its reason, the passage chosen and the wording proposed. It changes where
  a reply is returned for correction and sent again. Category and focus topic are left out: they sort a
  comment and ask for nothing.
- the words of the place: "" while the place reads as in the version consulted, with all inside it, under
  whatever number; else the words that it has in the newest issued version. Issued, because the text in the
  making is made of the answers themselves: approving one would make its neighbours look again. A place that
  nobody has confirmed in the newest version counts as changed: either verdict on it changes the words.

An answer that itself made a version read as it does knew those words: what changed up to that version is no
reason to look again.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from draftreview.domain.provisions import text_hash

_HALF = 32
"""Hexadecimal digits of each side: 128 bits tell any two wordings apart."""

_AS_CONSULTED = text_hash("")[:_HALF]


class Said(NamedTuple):
    """What an agency says and asks for; ``place`` and ``target`` are permanent marks of provisions."""

    place: str
    body: str
    reason: str
    quote: str = ""
    start: int = 0
    operation: str = ""
    heading: str = ""
    text: str = ""
    tail: str = ""
    as_first_child: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What an answer is given to: fingerprints of what was said and of the words of the place."""

    said: str
    place: str

    @property
    def kept(self) -> str:
        """Give it as it is kept beside the answer: 64 hexadecimal digits."""
        return self.said + self.place


class Change(StrEnum):
    """What has changed since an answer was given."""

    COMMENT = "comment"
    PLACE = "place"


def ground(said: Said, place: Iterable[str] = ()) -> Ground:
    """Fingerprint what an answer is given to.

    :param place: the fingerprints of the words of the place and of all inside it in the newest version, in
        any order; nothing where it reads as in the version consulted
    """
    return Ground(text_hash(json.dumps(said))[:_HALF], place_mark(place))


def place_mark(place: Iterable[str]) -> str:
    """Fingerprint the words of a place; their order and their numbers are no matter."""
    hashes = sorted(place)
    return text_hash("\n".join(hashes))[:_HALF] if hashes else _AS_CONSULTED


def changed(seen: str, now: Ground, followed: str = "", sent_again: bool = False) -> frozenset[Change]:
    """Tell what has changed since an answer was given.

    :param seen: what was kept beside the answer; "" where nothing was
    :param followed: the mark of the place in the version that the answer helped to make, "" without one
    :param sent_again: the comment was sent again after the answer; decides where nothing was kept
    """
    if not seen:
        return frozenset({Change.COMMENT}) if sent_again else frozenset()
    found = set()
    if seen[:_HALF] != now.said:
        found.add(Change.COMMENT)
    if now.place not in (seen[_HALF:], followed):
        found.add(Change.PLACE)
    return frozenset(found)
