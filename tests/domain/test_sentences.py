"""Sentences are plain words that know where they come from."""

from draftreview.domain.sentences import sentence


def test_a_sentence_is_its_words_and_remembers_its_message_id() -> None:
    said = sentence("Đã có cơ quan “%(name)s”.", name="Sở Y tế")
    assert said == "Đã có cơ quan “Sở Y tế”."
    assert (said.template, said.values) == ("Đã có cơ quan “%(name)s”.", {"name": "Sở Y tế"})


def test_a_sentence_without_values_keeps_its_percent_sign_as_gettext_does() -> None:
    assert sentence("Đã xong 100%%.") == "Đã xong 100%."
