"""The provisions of a text as a focus topic names them: ticked in the table of contents, or cited."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from draftreview.domain.casing import sentence_case
from draftreview.domain.errors import Invalid
from draftreview.domain.provisions import CONTAINERS, Kind, citation
from draftreview.domain.sentences import sentence
from draftreview.services.texts import Text
from draftreview.web.law_rows import title_of


@dataclass(frozen=True, slots=True)
class Offered:
    """One line of the table of contents to tick; ``depth`` 0 is a Phần, Chương or lone Điều."""

    eid: str
    label: str
    depth: int
    part: str


class TopicPlaces:
    """What of one text a topic may name."""

    def __init__(self, text: Text) -> None:
        """List the containers and Điều in their order, and everything by how it is cited."""
        self._text = text
        self.offered = tuple(
            Offered(
                one.eid,
                _label(title_of(one), one.heading or one.text, one.kind),
                sum(1 for _ in text.above(one)),
                component.name,
            )
            for component in text.components
            for one in component.provisions
            if one.kind in CONTAINERS or one.kind is Kind.ARTICLE
        )
        self._ticked = {one.eid for one in self.offered}
        self._cited: dict[str, set[str]] = defaultdict(set)
        for one in text.provisions.values():
            for words in (text.citation(one), citation(one.eid)):
                self._cited[_plain(words)].add(one.eid)

    def apart(self, eids: Iterable[str]) -> tuple[tuple[str, ...], str]:
        """Part what a topic names into lines to tick and citations of the rest."""
        named = set(eids)
        provisions = self._text.provisions.values()
        ticked = tuple(one.eid for one in provisions if one.eid in named & self._ticked)
        rest = (one for one in provisions if one.eid in named - self._ticked)
        return ticked, "; ".join(self._text.citation(one) for one in rest)

    def together(self, ticked: Iterable[str], cited: str) -> tuple[str, ...]:
        """Give what was ticked and cited, in document order.

        :raises Invalid: where a citation names nothing or several provisions
        """
        named = set(ticked)
        for words in filter(None, (one.strip(" .") for one in re.split(r"[;\n]", cited))):
            found = self._cited.get(_plain(words), set())
            if not found:
                raise Invalid(
                    sentence(
                        "Không có “%(words)s” trong dự thảo. Ghi như: khoản 2 Điều 5; điểm a khoản 1 Điều 7.",
                        words=words,
                    ),
                    "more",
                )
            if len(found) > 1:
                raise Invalid(
                    sentence(
                        "“%(words)s” có ở nhiều phần của dự thảo. Ghi thêm “của Quyết định” hoặc "
                        "“của Quy định”.",
                        words=words,
                    ),
                    "more",
                )
            named |= found
        return tuple(one.eid for one in self._text.provisions.values() if one.eid in named)


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def _label(title: str, words: str, kind: Kind) -> str:
    said = " ".join(words.split())
    said = sentence_case(said) if kind is not Kind.ARTICLE else said
    said = said if len(said) <= 90 else said[:90].rsplit(" ", 1)[0] + "…"
    return f"{title.rstrip('.')}. {said}" if said else title
