"""Terms that a text defines in its Điều "Giải thích từ ngữ", and where they are used."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST_SYLLABLES = 14
"""A longer run of words before "là" is a sentence, not a term."""

_HEADING = re.compile(r"giải thích (?:từ ngữ|thuật ngữ|từ viết tắt)|từ ngữ viết tắt", re.IGNORECASE)
_OPENING = re.compile(
    r"\s*(?P<name>“[^”]+”|\"[^\"]+\"|[^.;:“”\"()]+?)"
    r"(?:\s*\((?P<also>[^)]+)\)"
    r"|,\s*(?P<aside>(?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt |chung )?là [^,;:.]+?),)?"
    r"\s*(?::|,?\s(?:được hiểu (?:như sau|là)|(?:được )?gọi là|được định nghĩa là|(?:có )?nghĩa là"
    r"|là|bao gồm|gồm)\b:?)\s"
)
_ALSO = re.compile(
    r"(?:sau đây )?(?:(?:được )?gọi (?:tắt |chung )?là|viết tắt là|viết tắt:?)\s+(.+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Term:
    """One term: the words it is written with and the eid of the provision that defines it."""

    names: tuple[str, ...]
    eid: str


@dataclass(frozen=True, slots=True)
class Use:
    """A term used in a text from ``start`` to ``end``, defined at ``eid``."""

    start: int
    end: int
    eid: str


def defines(heading: str) -> bool:
    """Tell whether an Điều of that heading explains terms."""
    return bool(_HEADING.search(heading))


def names_in(words: str) -> tuple[str, ...]:
    """Give the names that a khoản defines: the words before "là", and the short form after "gọi là".

    Words that define nothing, or in an unknown manner, give none.
    """
    opening = _OPENING.match(words)
    if opening is None:
        return ()
    names = [opening["name"].strip(' “”"')]
    also = _ALSO.fullmatch((opening["also"] or opening["aside"] or "").strip())
    if also:
        names.append(also[1].strip(' “”"'))
    return tuple(name for name in names if name and len(name.split()) <= MOST_SYLLABLES)


def terms_of(provisions: Iterable[tuple[str, str]]) -> tuple[Term, ...]:
    """Read the terms out of the provisions of such an Điều, given as eid and words."""
    found = ((names_in(words), eid) for eid, words in provisions)
    return tuple(Term(names, eid) for names, eid in found if names)


class Glossary:
    """The terms of one text, ready to be found in its provisions."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Note every name; of two definitions of one name the first holds."""
        self._eids: dict[str, str] = {}
        for term in terms:
            for name in term.names:
                self._eids.setdefault(name.lower(), term.eid)
        # The longest name first: "cơ chế một cửa liên thông" is not "cơ chế một cửa".
        names = sorted(self._eids, key=len, reverse=True)
        every = "|".join(re.escape(name) for name in names)
        self._pattern = re.compile(rf"(?<!\w)(?:{every})(?!\w)", re.IGNORECASE) if names else None

    def uses(self, text: str) -> Iterator[Use]:
        """Yield every use of a term in a text, from left to right, none inside another."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            yield Use(match.start(), match.end(), self._eids[match[0].lower()])
