"""Words selected in a browser stand in the text where they were selected, whatever each side counts in."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.choosing import Selection, chosen, counted
from draftreview.domain.diffing import nfc
from draftreview.domain.errors import Invalid

WORDS = "Hồ sơ gồm:\nđơn, bản sao; đơn kèm bản sao.\n| Loại | Số |"
TEXTS = st.text(st.sampled_from("aăđ ộồ\u0301\u0302\n|.,\u00a0\u200b😀𠀀ữ"), min_size=1, max_size=60)


def as_a_page_counts(text: str) -> int:
    """Do what choosing.js does: compose, leave out what is not seen, count code points."""
    unseen = ("C", "Z")
    return sum(
        one != "|" and not (unicodedata.category(one)[0] in unseen and unicodedata.category(one) != "Co")
        for one in unicodedata.normalize("NFC", text)
    )


def test_words_are_found_where_they_were_selected_and_not_at_their_twin() -> None:
    second = WORDS.rindex("bản sao")
    first = as_a_page_counts(WORDS[:second])
    anchor = chosen(WORDS, Selection("bản  sao", first, first + 6))
    assert (anchor.start, anchor.quote) == (second, "bản sao")


def test_cells_of_a_table_are_found_without_their_bars() -> None:
    assert chosen(WORDS, Selection("Loại\tSố")).quote == "Loại | Số"


def test_pasted_words_must_be_there_and_only_once() -> None:
    assert chosen(WORDS, Selection("đơn  kèm\nbản")).quote == "đơn kèm bản"
    for odd in ("bản sao", "phiếu", "|", "đơn, bản gốc"):
        with pytest.raises(Invalid) as refused:
            chosen(WORDS, Selection(odd))
        assert refused.value.field == "quote"


def test_wrong_ends_are_no_reason_to_choose_other_words() -> None:
    assert chosen(WORDS, Selection("đơn kèm", 0, 6)).quote == "đơn kèm"
    assert chosen(WORDS, Selection("đơn kèm", 900, 2)).quote == "đơn kèm"


@given(TEXTS, st.data())
def test_any_selection_in_any_provision_is_found_again(text: str, data: st.DataObject) -> None:
    words = nfc(text)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    first, quote = as_a_page_counts(words[:start]), words[start:end]
    last = first + as_a_page_counts(quote)
    try:
        anchor = chosen(words, Selection(quote, first, last))
    except Invalid:
        assert not re.search(r"\w", quote) or nfc(words[:start]) + nfc(quote) != nfc(words[:end])
        return
    assert words[anchor.start : anchor.end] == anchor.quote
    assert anchor.start < end
    assert anchor.end > start
    assert counted(words, anchor.start, anchor.end)[0] <= last
