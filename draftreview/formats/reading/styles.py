"""What the styles of a Word file say of a paragraph: its list, its outline level, whether it is bold."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_OFF = ("0", "false", "off", "none")
_DEEPEST = 24


def local(element: etree._Element) -> str:
    """Give an element's name without its namespace: transitional and strict files differ in nothing else."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def own(parent: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the children of one name."""
    for child in parent if parent is not None else ():
        if local(child) == name:
            yield child


def first(parent: etree._Element | None, *names: str) -> etree._Element | None:
    """Follow a path of names down to an element."""
    for name in names:
        parent = next(own(parent, name), None)
    return parent


def value(element: etree._Element | None, name: str, attribute: bool = False) -> str:
    """Give the ``val`` of a child, or an attribute of the element itself; "" when there is none."""
    if not attribute:
        element, name = first(element, name), "val"
    if element is None:
        return ""
    return next(
        (str(held) for key, held in element.attrib.items() if str(key).rpartition("}")[2] == name), ""
    )


def switched_on(properties: etree._Element | None, name: str) -> bool | None:
    """Read a switch such as bold; None when it is not set here."""
    switch = first(properties, name)
    return None if switch is None else value(switch, "val", attribute=True).lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """What one style sets itself, before what it is based on."""

    based_on: str
    list_id: str
    list_level: str
    outline: str
    bold: bool | None
    name: str


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        for style in own(root, "style"):
            key = value(style, "styleId", attribute=True)
            self._styles[key] = _style(style)
            kind, default = value(style, "type", attribute=True), value(style, "default", attribute=True)
            if kind == "paragraph" and default.lower() not in ("", *_OFF):
                self.default = key

    def chain(self, key: str) -> Iterator[tuple[str, Style]]:
        """Yield a style and what it is based on, nearest first; a circle ends after 24 steps."""
        for _ in range(_DEEPEST):
            style = self._styles.get(key)
            if style is None:
                return
            yield key, style
            key = style.based_on

    def numbering(self, key: str) -> tuple[str, str, str]:
        """Give (list, level, name of the style that sets the list) of a style."""
        level = ""
        for name, style in self.chain(key):
            level = level or style.list_level
            if style.list_id:
                return style.list_id, level, name
        return "", level, ""

    def outline(self, key: str) -> int:
        """Give the outline level of a style from 1, 0 for body text."""
        for _, style in self.chain(key):
            if style.outline.isdecimal():
                return int(style.outline) + 1 if int(style.outline) < 9 else 0
            words = style.name.lower().split()
            if words[:1] == ["heading"] and words[-1].isdecimal():
                return int(words[-1])
        return 0

    def bold(self, key: str) -> bool:
        """Tell whether a style sets its text in bold."""
        return next((bool(style.bold) for _, style in self.chain(key) if style.bold is not None), False)


def _style(style: etree._Element) -> Style:
    properties = first(style, "pPr")
    return Style(
        based_on=value(style, "basedOn"),
        list_id=value(first(properties, "numPr"), "numId"),
        list_level=value(first(properties, "numPr"), "ilvl"),
        outline=value(properties, "outlineLvl"),
        bold=switched_on(first(style, "rPr"), "b"),
        name=value(style, "name"),
    )
