"""Editions for the tests of files that leave the house, and made-up trees of every shape."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from draftreview.domain.addressing import addressed
from draftreview.domain.edition import Edition, Identity
from draftreview.domain.provisions import Component, ComponentKind, Kind, Provision, Tree, walk
from draftreview.formats.reading import split_file
from tests.factories import small_text

CONTENT = Path(__file__).parents[2] / "content" / "draft_decision"


@cache
def shipped(number: int) -> tuple[Component, ...]:
    """Give the illustrative draft's version of that number."""
    name = f"version_{number}.md"
    return split_file(name, (CONTENT / name).read_bytes()).components


def edition(components: tuple[Component, ...] | None = None, number: int = 1, **more: object) -> Edition:
    """Make an edition of the components given, by default of ``small_text()``."""
    facts: dict[str, object] = {
        "key": "mot-cua",
        "title": "Quyết định về cơ chế một cửa",
        "short_title": "Quyết định một cửa",
        "begun": date(2017, 10, 1),
        "issued": datetime(2017, 10, 1, 18, tzinfo=UTC),
        "illustrative": True,
    }
    text = small_text() if components is None else components
    return Edition(number=number, components=text, **facts | more)  # type: ignore[arg-type]


def identities(components: tuple[Component, ...]) -> dict[str, Identity]:
    """Give every provision a made-up identity; all were once Điều 99."""
    found = [one.eid for component in components for one, _ in walk(component.children)]
    return {eid: Identity(f"guid-{place}", f"art_99-{place}") for place, eid in enumerate(found)}


LINES = st.sampled_from((
    "", " ", "|", "| |", "|  |", "| a | b |", "| a |  |", "|a|b|", "Căn cứ Luật;", "Thực hiện", "QUYẾT ĐỊNH:",
    "Nơi nhận:",
    "TM. ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "-----",
    "Số: …/QĐ", "A, ngày 1 tháng 2 năm 2017", "“Điều 6. Trích <b>&amp;</b>”", "]]>", "\x00\x0b\ud800\ufffe",
    "dấu\rxuống", "1. Như khoản", "UBND TỈNH",
)) | st.text(max_size=8)  # fmt: skip
WORDS = st.lists(LINES, max_size=4).map("\n".join)
NUMBERS = st.sampled_from(("1", "2", "51a", "IV", "đ", "thứ nhất", "", "1 a")) | st.text(max_size=3)


def _provision(children: st.SearchStrategy[tuple[Provision, ...]]) -> st.SearchStrategy[Provision]:
    return st.builds(
        Provision,
        st.sampled_from(Kind),
        NUMBERS,
        heading=LINES,
        text=WORDS,
        tail=WORDS,
        children=children,
    )


PROVISIONS = st.recursive(
    _provision(st.just(())), lambda one: _provision(st.lists(one, max_size=3).map(tuple)), max_leaves=6
)
COMPONENTS = st.lists(
    st.builds(
        Component,
        st.sampled_from(ComponentKind),
        title=WORDS,
        preamble=WORDS,
        closing=WORDS,
        children=st.lists(PROVISIONS, max_size=2).map(tuple),
    ),
    max_size=4,
).map(lambda components: addressed(Tree(tuple(components))).components)
