"""The folder of an illustrative draft read into plain facts: letter, agencies, text."""

import csv
import tomllib
from pathlib import Path
from typing import Any

from draftreview.domain.content import AgencyFacts, Content, RoundFacts, TopicFacts
from draftreview.domain.vocabulary import AgencyKind
from draftreview.formats.reading import split_file


def read_content(folder: Path) -> Content:
    """Read a folder with ``letter.toml``, ``agencies.csv`` and the text that the letter names."""
    letter = tomllib.loads((folder / "letter.toml").read_text(encoding="utf-8"))
    file = folder / letter["draft"]["version_file"]
    data = file.read_bytes()
    return Content(
        draft_key=letter["draft"]["key"],
        title=letter["draft"]["title"],
        short_title=letter["draft"]["short_title"],
        illustrative=letter["draft"]["illustrative"],
        round_today=letter["demonstration"]["today"],
        round=_round(letter),
        agencies=_agencies(folder / "agencies.csv"),
        file_name=file.name,
        file_bytes=data,
        tree=split_file(file.name, data),
    )


def _round(letter: dict[str, Any]) -> RoundFacts:
    facts = letter["letter"]
    return RoundFacts(
        letter_number=facts["number"],
        letter_date=facts["date"],
        letter_signer=facts["signer"],
        opens_on=letter["consultation"]["opens"],
        closes_before=letter["consultation"]["before"],
        regime_key=letter["consultation"]["regime"],
        topics=tuple(
            TopicFacts(
                code=topic["code"],
                title=topic["title"],
                short_title=topic["short_title"],
                question=topic.get("question", ""),
                parent=topic.get("parent", ""),
                provisions=tuple(topic["provisions"]),
            )
            for topic in letter["focus_topics"]
        ),
    )


def _agencies(file: Path) -> tuple[AgencyFacts, ...]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: int(row["sort"]))
    return tuple(
        AgencyFacts(row["code"], row["name"], row["short_name"], AgencyKind(row["kind"])) for row in rows
    )
