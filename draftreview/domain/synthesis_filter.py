"""Part of the synthesis table: by agency ("what became of your comments"), by Điều, by focus topic, or all.

A filter narrows the rows and nothing else; the table then knows that it is an extract and its head says so.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from draftreview.domain.errors import Invalid
from draftreview.domain.provisions import citation, opening_capital
from draftreview.domain.sentences import sentence
from draftreview.domain.synthesis import Extract, Row, Synthesis, Topic

GENERAL_EID = "general"
"""What stands for the whole draft among the places."""

OTHER_EID = "other"
"""What stands for the comments that are on no place of the text."""

_ARTICLE = re.compile(r"(?:att_\d+__)?art_[^_]+")


@dataclass(frozen=True, slots=True)
class Filter:
    """What rows to keep; what is empty keeps all. ``article`` is the eid of any place, with all inside it."""

    agency: str = ""
    article: str = ""
    topic: str = ""

    def __bool__(self) -> bool:
        return bool(self.agency or self.article or self.topic)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a filter may ask for: its code, its name, how many rows it keeps."""

    code: str
    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What a table can be filtered by: only what has rows, in the order of the table."""

    agencies: tuple[Choice, ...]
    articles: tuple[Choice, ...]
    topics: tuple[Choice, ...]


def narrowed(table: Synthesis, wanted: Filter) -> Synthesis:
    """Keep the rows wanted; a table without a filter stays whole.

    :raises Invalid: for an agency that was not asked, a place or a topic without comments
    """
    if not wanted:
        return table
    rows = table.rows
    chosen_by = []
    if wanted.agency:
        chosen_by.append(_agency_name(table, wanted.agency))
        rows = tuple(row for row in rows if row.agency_code == wanted.agency)
    if wanted.article:
        chosen_by.append(_place_name(table.rows, wanted.article))
        rows = tuple(row for row in rows if _within(row.eid, wanted.article))
    if wanted.topic:
        chosen_by.append(f"nội dung trọng tâm “{_topic_name(table.rows, wanted.topic)}”")
        rows = tuple(row for row in rows if any(topic.code == wanted.topic for topic in row.topics))
    return replace(table, rows=rows, extract=Extract(tuple(chosen_by), len(table.rows)))


def choices(table: Synthesis) -> Choices:
    """List what a whole table can be filtered by; topics by their codes, so that steps follow their topic."""
    places: dict[str, list[Row]] = {}
    for row in table.rows:
        places.setdefault(article_of(row.eid), []).append(row)
    topics = Counter(topic for row in table.rows for topic in row.topics)
    return Choices(
        tuple(Choice(one.code, one.name, one.comments) for one in table.parties.commented),
        tuple(Choice(eid, _place_name(rows, eid), len(rows)) for eid, rows in places.items()),
        tuple(Choice(topic.code, topic.name, topics[topic]) for topic in sorted(topics, key=_code)),
    )


def _code(topic: Topic) -> str:
    return topic.code


def article_of(eid: str) -> str:
    """Give the Điều that a provision stands in; whatever stands in none is its own.

    >>> article_of("att_1__art_5__para_2__point_a")
    'att_1__art_5'
    """
    found = _ARTICLE.match(eid)
    return found[0] if found else eid


def _within(eid: str, wanted: str) -> bool:
    return eid == wanted or eid.startswith(f"{wanted}__")


def _agency_name(table: Synthesis, code: str) -> str:
    for one in table.parties.all:
        if one.code == code:
            return one.name
    known = "; ".join(f"{one.code} ({one.name})" for one in table.parties.commented)
    raise Invalid(
        sentence(
            "Không mời cơ quan “%(code)s” trong đợt này. Các cơ quan có ý kiến: %(known)s.",
            code=code,
            known=known or "không có",
        ),
        "agency",
    )


def _place_name(rows: Iterable[Row], eid: str) -> str:
    inside = [row for row in rows if _within(row.eid, eid)]
    if not inside:
        raise Invalid(
            sentence(
                "Không có ý kiến nào ở “%(eid)s”. Chọn một chỗ có ý kiến, ví dụ att_1__art_5 cho Điều 5 "
                "của phần ban hành kèm theo.",
                eid=eid,
            ),
            "article",
        )
    for row in inside:
        if row.eid == eid:
            return "Vấn đề khác" if eid == OTHER_EID else row.place.label
    return opening_capital(citation(eid, inside[0].owner)) or eid


def _topic_name(rows: Iterable[Row], code: str) -> str:
    known = {topic.code: topic.name for row in rows for topic in row.topics}
    if code not in known:
        raise Invalid(
            sentence(
                "Không có ý kiến nào về nội dung trọng tâm “%(code)s”. Các nội dung có ý kiến: %(known)s.",
                code=code,
                known="; ".join(f"{one} ({name})" for one, name in known.items()) or "không có",
            ),
            "topic",
        )
    return known[code]
