"""The JSON of a split text, as the command line prints it."""

import json

import pytest

from draftreview.domain.parsing import parse_text
from draftreview.domain.tree_json import as_json, from_json

TEXT = "QUYẾT ĐỊNH:\nĐiều 1. Phạm vi\n1. Gồm:\na) Một;\nb) Hai.\nĐoạn sau.\nĐiều 3. Khác\nCâu."


def test_every_node_has_strings_and_its_address() -> None:
    [component] = as_json(parse_text(TEXT))["components"]
    assert {key: component[key] for key in ("kind", "title", "preamble", "closing")} == {
        "kind": "main",
        "title": "",
        "preamble": "QUYẾT ĐỊNH:",
        "closing": "",
    }
    assert component["children"][0]["children"][0] == {
        "kind": "clause",
        "number": "1",
        "heading": "",
        "text": "Gồm:",
        "tail": "Đoạn sau.",
        "eid": "art_1__para_1",
        "children": [
            {
                "kind": "point",
                "number": number,
                "heading": "",
                "text": text,
                "tail": "",
                "eid": eid,
                "children": [],
            }
            for number, text, eid in (
                ("a", "Một;", "art_1__para_1__point_a"),
                ("b", "Hai.", "art_1__para_1__point_b"),
            )
        ],
    }


def test_warnings_have_line_code_and_message() -> None:
    [warning] = as_json(parse_text(TEXT))["warnings"]
    assert (warning["line"], warning["code"]) == (7, "gap")
    assert warning["message"] == "Sau Điều 1 là Điều 3: dãy số bị cách."


def test_a_tree_survives_being_stored() -> None:
    tree = parse_text(TEXT)
    stored = json.loads(json.dumps(as_json(tree, lines=True)))
    assert from_json(stored) == tree
    assert from_json(stored).components[0].children[1].line == 7


def test_what_is_no_tree_is_refused() -> None:
    with pytest.raises(KeyError):
        from_json({"components": [{}], "warnings": []})
    with pytest.raises(ValueError):
        from_json({"components": [{"kind": "poem"}], "warnings": []})
