"""The rows of the provisions of a comparison, in the order of the newer text."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from draftreview.domain.comparing_references import References
from draftreview.domain.comparing_rows import ChangeKind, Part, Row, Wordings, runs_of, shares
from draftreview.domain.comparing_words import Differ, Run, compared_words
from draftreview.domain.diffing import Hunk, NotRebuilt, Op, new_side, nfc, old_side
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, Provision, component_eid, walk
from draftreview.domain.tables import has_table

_Key = tuple[str | None, str | None]


class RowMaker:
    """Make rows from pairs, one pair of components at a time."""

    def __init__(
        self, old: Sequence[Component], new: Sequence[Component], pairs: Sequence[Pair], differ: Differ
    ) -> None:
        """Note where everything stands, and share out what was split or merged."""
        self.old, self.old_depth = _index(old)
        self.new, self.new_depth = _index(new)
        self.pairs, self.differ = tuple(_merged_in_order(pairs, list(self.old))), differ
        self.wordings: dict[_Key, Wordings] = {}
        self.shares: dict[_Key, tuple[Run, ...]] = {}
        self.references = References(old, new, self.pairs)
        for merged in (False, True):
            for group in _groups(self.pairs, merged):
                self._share_out(group, merged)

    def rows(self, before: str | None, after: str | None) -> list[Row]:
        """List the rows of two paired components; what moved away leaves a row at its old place."""
        found = [self._row(pair) for pair in self.pairs if _belongs(pair, before, after)]
        stayed = {pair.old for pair in self.pairs if not pair.moved}
        left = {
            pair.old: pair
            for pair in self.pairs
            if pair.old and pair.old not in stayed and component_eid(pair.old) == before
        }
        behind: str | None = None
        gone: dict[str | None, list[Row]] = defaultdict(list)
        here = {row.old_eid for row in found}
        for eid in self.old:
            if eid in left:
                gone[behind].append(self._departed(left[eid]))
            elif eid in here:
                behind = eid
        return list(_with_departed(found, gone))

    def _row(self, pair: Pair) -> Row:
        old, new = self.old.get(pair.old or ""), self.new.get(pair.new or "")
        wordings = self.wordings.get((pair.old, pair.new)) or _wordings(old, new)
        heading, text, tail, failed = runs_of(wordings, self.differ)
        return Row(
            part=Part.PROVISION,
            old_eid=pair.old,
            new_eid=pair.new,
            old=old,
            new=new,
            depth=self.new_depth.get(pair.new or "", self.old_depth.get(pair.old or "", 0)),
            kinds=self._kinds(pair),
            certain=pair.certain,
            heading=heading,
            text=self.shares.get((pair.old, pair.new), text),
            tail=tail,
            failed=failed,
        )

    def _kinds(self, pair: Pair) -> frozenset[ChangeKind]:
        """Say what happened; words that differ in references alone, as renumbering asks, are no edit."""
        kinds = frozenset(kinds_of(pair))
        old, new = self.old.get(pair.old or ""), self.new.get(pair.new or "")
        if ChangeKind.EDITED not in kinds or pair.split or pair.merged or not (old and new):
            return kinds
        if not self.references.alone_changed(old, new):
            return kinds
        return kinds - {ChangeKind.EDITED} | {ChangeKind.REFERENCE}

    def _departed(self, pair: Pair) -> Row:
        """Make the row at the place that a provision left: its words as they were, nothing beside them."""
        old = self.old[pair.old or ""]
        return Row(
            part=Part.PROVISION,
            old_eid=pair.old,
            new_eid=pair.new,
            old=old,
            depth=self.old_depth[old.eid],
            kinds=frozenset(kinds_of(pair)),
            certain=pair.certain,
            departed=True,
            heading=compared_words(old.heading, old.heading, self.differ),
            text=compared_words(old.text, old.text, self.differ),
            tail=compared_words(old.tail, old.tail, self.differ),
        )

    def _share_out(self, group: Sequence[Pair], merged: bool) -> None:
        """Compare a whole with all its pieces together, and give each piece its share."""
        keys = [(pair.old, pair.new) for pair in group]
        many, one = (self.old, self.new) if merged else (self.new, self.old)
        pieces = [many[(pair.old if merged else pair.new) or ""] for pair in group]
        whole = one[(group[0].new if merged else group[0].old) or ""]
        glue = "\n" if has_table(whole.text) else " "
        texts = [f"{nfc(piece.text)}{glue if piece is not pieces[-1] else ''}" for piece in pieces]
        together = "".join(texts)
        sides = (together, whole.text) if merged else (whole.text, together)
        try:
            hunks = self.differ(*sides)
        except NotRebuilt:
            return
        side = Op.DELETE if merged else Op.INSERT
        parts = shares(hunks, [len(text) for text in texts], side)
        for key, piece, part in zip(keys, pieces, parts, strict=True):
            heading = whole.heading if piece is pieces[0] else ""
            tail = whole.tail if piece is pieces[-1] else ""
            self.shares[key] = self._with_tables(part)
            self.wordings[key] = (
                Wordings((piece.heading, heading), ("", ""), (piece.tail, tail))
                if merged
                else Wordings((heading, piece.heading), ("", ""), (tail, piece.tail))
            )

    def _with_tables(self, part: Sequence[Hunk]) -> tuple[Run, ...]:
        """Compare the tables in a share cell by cell, if there are any."""
        old, new = old_side(part), new_side(part)
        if not (has_table(old) or has_table(new)):
            return tuple(part)
        return compared_words(old, new, self.differ)


def _index(components: Sequence[Component]) -> tuple[dict[str, Provision], dict[str, int]]:
    placed = [(one, len(above)) for component in components for one, above in walk(component.children)]
    return {one.eid: one for one, _ in placed}, {one.eid: depth for one, depth in placed}


def _merged_in_order(pairs: Sequence[Pair], order: Sequence[str]) -> Iterator[Pair]:
    """Yield the pairs, the pieces of a merge in the order in which the older text has them."""
    place = {eid: at for at, eid in enumerate(order)}
    for new, group in groupby(pairs, lambda pair: pair.new if pair.merged else None):
        pieces = list(group)
        yield from pieces if new is None else sorted(pieces, key=lambda pair: place.get(pair.old or "", -1))


def _groups(pairs: Sequence[Pair], merged: bool) -> Iterator[list[Pair]]:
    """Yield the pairs of each split, or of each merge, in reading order; what is both is left alone."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.split is not merged and pair.merged is merged and pair.old and pair.new:
            found[pair.new if merged else pair.old].append(pair)
    yield from (group for group in found.values() if len(group) > 1)


def _belongs(pair: Pair, before: str | None, after: str | None) -> bool:
    """Tell whether the row of a pair stands in these components: where its newer side is, if it has one."""
    if pair.new is not None:
        return after is not None and component_eid(pair.new) == after
    return before is not None and component_eid(pair.old or "") == before


def kinds_of(pair: Pair) -> Iterator[ChangeKind]:
    """Yield what happened to the provisions of a pair."""
    if pair.old is None:
        yield ChangeKind.INSERTED
    if pair.new is None:
        yield ChangeKind.DELETED
    flags: Mapping[ChangeKind, bool] = {
        ChangeKind.EDITED: pair.edited,
        ChangeKind.MOVED: pair.moved,
        ChangeKind.SPLIT: pair.split,
        ChangeKind.MERGED: pair.merged,
        ChangeKind.RENUMBERED: pair.renumbered,
    }
    yield from (kind for kind, holds in flags.items() if holds)


def _wordings(old: Provision | None, new: Provision | None) -> Wordings:
    before, after = _three(old), _three(new)
    return Wordings((before[0], after[0]), (before[1], after[1]), (before[2], after[2]))


def _three(provision: Provision | None) -> tuple[str, str, str]:
    return (provision.heading, provision.text, provision.tail) if provision else ("", "", "")


def _with_departed(rows: Sequence[Row], gone: Mapping[str | None, Sequence[Row]]) -> Iterator[Row]:
    """Put the rows of what left behind the row that it once followed."""
    yield from gone.get(None, ())
    last = {row.old_eid: place for place, row in enumerate(rows)}
    for place, row in enumerate(rows):
        yield row
        if row.old_eid and last[row.old_eid] == place:
            yield from gone.get(row.old_eid, ())
