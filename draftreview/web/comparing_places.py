"""How the places of a comparison are named: changes, runs without any, what is no provision."""

import re
from collections.abc import Sequence

from flask_babel import gettext as _

from draftreview.domain.comparing import ChangeKind, Entry, Part, Row
from draftreview.domain.provisions import Kind, citation, component_eid, opening_capital, steps
from draftreview.services.comparing import Compared

_ARTICLE = re.compile(r"(?:att_\d+__)?art_.*?(?=__|$)")


class Places:
    """Name the places of one comparison, the component left to a heading above them."""

    def __init__(self, compared: Compared) -> None:
        self.old, self.new = compared.old_citations, compared.new_citations
        articles = [
            (row.old_eid, row.new_eid)
            for row in compared.comparison.rows
            if row.new and row.old_eid and row.new_eid and row.new.kind is Kind.ARTICLE
        ]
        self.became = dict(articles)
        self.was = {new: old for old, new in articles}
        self.with_provisions = {component_eid(eid) for eid in (*self.old, *self.new) if steps(eid)}

    def change(self, entry: Entry) -> str:
        """Say where a change is, and where that was or went."""
        if entry.part is not Part.PROVISION:
            return self._part_changed(entry)
        old, new = citation(entry.old_eid or ""), citation(entry.new_eid or "")
        if entry.new_last:
            words = _(
                "%(old)s đến %(old_last)s nay là %(new)s đến %(new_last)s",
                old=last_step(old),
                old_last=citation(entry.old_last),
                new=last_step(new),
                new_last=citation(entry.new_last),
            )
        elif not old:
            words = _("%(place)s (mới)", place=new)
        elif ChangeKind.MOVED in entry.kinds:
            words = _("%(old)s chuyển đến %(new)s", old=old, new=new)
        elif new and old != new:
            words = _("%(new)s (cũ: %(old)s)", new=new, old=old)
        else:
            words = old
        return opening_capital(str(words))

    def _part_changed(self, entry: Entry) -> str:
        if ChangeKind.RENUMBERED not in entry.kinds:
            return self.part(entry)
        old, new = self.old.get(entry.old_eid or "", ""), self.component(entry)
        return str(_("%(new)s (cũ: %(old)s)", new=new, old=old))

    def article(self, entry: Entry) -> str | None:
        """Name the Điều that a change stands in, by its newer number where it has one."""
        if entry.part is not Part.PROVISION or entry.new_last:
            return None
        old, new = (_article(eid or "") for eid in (entry.old_eid, entry.new_eid))
        if not entry.new_eid:
            new = self.became.get(old, "")
        was = self.was.get(new, old)
        if not new or citation(new) == citation(was) or not was:
            return citation(new or was) or None
        return str(_("%(new)s (cũ: %(old)s)", new=citation(new), old=citation(was)))

    def component(self, one: Entry | Row) -> str:
        """Name the component of a place."""
        if one.new_eid is not None:
            return self.new.get(component_eid(one.new_eid), "")
        return self.old.get(component_eid(one.old_eid or ""), "")

    def part(self, one: Entry | Row) -> str:
        """Name words that stand in no provision."""
        eid = one.new_eid if one.new_eid is not None else one.old_eid or ""
        if one.part is Part.PREAMBLE and eid not in self.with_provisions:
            return str(_("Nội dung"))
        names: dict[Part, str] = {
            Part.TITLE: _("Tên"),
            Part.PREAMBLE: _("Phần mở đầu"),
            Part.CLOSING: _("Phần cuối"),
        }
        return names[one.part]

    def caption(self, row: Row) -> str:
        """Name words that stand in no provision, with their component."""
        return f"{self.component(row)}: {self.part(row).lower()}"

    def unchanged(self, rows: Sequence[Row]) -> str:
        """Say from where to where nothing changed."""
        depth = min(row.depth for row in rows)
        named = [citation(row.new_eid or "") for row in rows if row.depth == depth and row.new]
        if not named:
            return self.caption(rows[0]) if rows[0].part is not Part.PROVISION else name(rows[0])
        first, last = named[0], named[-1]
        if first == last:
            return opening_capital(first)
        if first.removeprefix(last_step(first)) == last.removeprefix(last_step(last)):
            first = last_step(first)
        return opening_capital(_("%(first)s đến %(last)s", first=first, last=last))


def name(row: Row) -> str:
    """Cite a row as it begins a line."""
    return opening_capital(citation(row.new_eid or row.old_eid or ""))


def _article(eid: str) -> str:
    """Give the eid of the Điều that a provision stands in; "" above the Điều."""
    found = _ARTICLE.match(eid)
    return found[0] if found else ""


def last_step(place: str) -> str:
    """Give the smallest step of a citation: "khoản 2" of "khoản 2 Điều 5"."""
    words = place.split()
    return " ".join(words[:3] if place.startswith("Tiểu mục") else words[:2])
