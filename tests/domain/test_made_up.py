"""Every provision of made-up decisions is found, with its words, whatever traps they hold."""

import textwrap

import pytest

from draftreview.domain.parsing import parse_text
from draftreview.domain.provisions import walk
from tests.domain.made_up import decision
from tests.outlines import words_kept


@pytest.mark.parametrize("seed", range(60))
def test_every_provision_is_found_with_its_words(seed: int) -> None:
    made = decision(seed)
    tree = parse_text("\n".join(made.lines))
    found = [
        (one.eid, "\n".join(filter(None, (one.text, one.tail))))
        for component in tree.components
        for one, _ in walk(component.children)
    ]
    assert sorted(found) == sorted(made.expected)


@pytest.mark.parametrize("seed", range(0, 60, 6))
def test_wrapped_lines_lose_no_word(seed: int) -> None:
    assert words_kept("\n".join(row for line in decision(seed).lines for row in textwrap.wrap(line, 70)))
