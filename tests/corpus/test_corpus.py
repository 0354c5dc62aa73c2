"""Real texts come out right, where their folder stands beside; without it there is nothing to try."""

import pytest

from tests.corpus.trials import files, provisions_of, tried

# What is covered must not depend on what stands beside the project.
pytestmark = pytest.mark.no_cover
FILES = files()
TWINS = [
    ("docx/Bộ luật-101-2015-QH13.docx", "text/093_101-2015-QH13-BO-LUAT-TO-TUNG-HINH-SU.txt"),
    ("docx/Luật-12-2017-QH14.docx", "text/104_12-2017-QH14-Luat-Sua-Doi-Bo-Sung-Mot-So-Dieu-Cua-Bo.txt"),
]


@pytest.mark.parametrize(("file", "expected"), FILES) if FILES else lambda test: None
def test_a_real_text_is_counted_right_and_kept(file: str, expected: str) -> None:
    assert tried(file, expected).right


@pytest.mark.parametrize(("word", "text"), TWINS) if FILES else lambda test: None
def test_a_word_file_is_split_as_its_text_twin_is(word: str, text: str) -> None:
    assert provisions_of(word) == provisions_of(text)
