"""A tree as the JSON of ``draftreview split``, and read back."""

from collections.abc import Mapping
from typing import Any

from draftreview.domain.addressing import addressed
from draftreview.domain.provisions import Component, ComponentKind, Kind, Notice, Provision, Tree

Json = dict[str, Any]


def as_json(tree: Tree, lines: bool = False) -> Json:
    """Write a tree as JSON's own types; ``lines`` adds to every node the line where it began."""
    return {
        "components": [_component(component, lines) for component in tree.components],
        "warnings": [{"line": one.line, "code": one.code, "message": one.message} for one in tree.warnings],
    }


def from_json(data: Mapping[str, Any]) -> Tree:
    """Read a tree back; components are addressed by their order.

    :raises KeyError: a field is missing
    :raises ValueError: a kind is unknown
    """
    components = tuple(_read_component(one) for one in data["components"])
    warnings = tuple(Notice(one["line"], one["code"], one["message"]) for one in data["warnings"])
    eids = (component.eid for component in addressed(Tree(components)).components)
    placed = (
        Component(one.kind, eid, one.title, one.preamble, one.closing, one.children, one.line)
        for one, eid in zip(components, eids, strict=True)
    )
    return Tree(tuple(placed), warnings)


def _component(component: Component, lines: bool) -> Json:
    written: Json = {
        "kind": component.kind.value,
        "title": component.title,
        "preamble": component.preamble,
        "closing": component.closing,
        "children": [_node(child, lines) for child in component.children],
    }
    return written | {"line": component.line} if lines else written


def _node(provision: Provision, lines: bool) -> Json:
    written: Json = {
        "kind": provision.kind.value,
        "number": provision.number,
        "heading": provision.heading,
        "text": provision.text,
        "tail": provision.tail,
        "eid": provision.eid,
        "children": [_node(child, lines) for child in provision.children],
    }
    return written | {"line": provision.line} if lines else written


def _read_component(data: Mapping[str, Any]) -> Component:
    return Component(
        ComponentKind(data["kind"]),
        title=data["title"],
        preamble=data["preamble"],
        closing=data["closing"],
        children=tuple(_read_node(child) for child in data["children"]),
        line=data.get("line", 0),
    )


def _read_node(data: Mapping[str, Any]) -> Provision:
    return Provision(
        Kind(data["kind"]),
        data["number"],
        heading=data["heading"],
        text=data["text"],
        tail=data["tail"],
        eid=data["eid"],
        children=tuple(_read_node(child) for child in data["children"]),
        line=data.get("line", 0),
    )
