"""Splits and merges: what is left over and reads as a piece of something that changed."""

from collections import Counter
from collections.abc import Iterator

from draftreview.domain.alignment_candidates import SHORT, SMALL
from draftreview.domain.alignment_containers import articles
from draftreview.domain.alignment_links import Link, Links
from draftreview.domain.alignment_nodes import Node
from draftreview.domain.alignment_passes import match_children, sibling
from draftreview.domain.provisions import Kind
from draftreview.domain.similarity import containment, likeness, replaced, tells_apart

_PIECE, _SURE = 0.75, 0.9
_FAMILY = 2  # a Điều that took fewer khoản along may be a new one to which a khoản moved
_MOST = 0.6
_REST = 0.2  # what is left of a whole must be this much of it to be looked for elsewhere
_GROWN = 0.45  # and this much of the piece: a long text holds the syllables of any short one
_COVERED = 0.8  # pieces that hold this much of the whole make every one of them certain


class Direction:
    """One reading of the links: from pieces to wholes, for splits as they are and for merges turned round."""

    def __init__(self, links: Links, merging: bool) -> None:
        """Read the links for splits, or for merges."""
        self.links, self.merging = links, merging
        self.pieces = (links.old if merging else links.new).nodes
        self.by_piece = links.by_old if merging else links.by_new
        self.by_whole = links.by_new if merging else links.by_old

    def wholes(self, piece: Node) -> list[Node]:
        """List what a piece is linked to."""
        return [link.new if self.merging else link.old for link in self.by_piece.get(piece, ())]

    def pieces_of(self, whole: Node) -> list[Node]:
        """List what a whole is linked to."""
        return [link.old if self.merging else link.new for link in self.by_whole.get(whole, ())]

    def link(self, whole: Node, piece: Node, held: float) -> None:
        """Link a piece to its whole, and say of all its links that they are pieces.

        :param held: the share of the piece that the whole holds
        """
        old, new = (piece, whole) if self.merging else (whole, piece)
        score = held if piece.is_container else likeness(old.whole, new.whole)
        taken = Link(old, new, score, held >= _SURE)
        self.links.add(taken)
        for link in self.by_whole[whole]:
            link.split, link.merged = link.split or not self.merging, link.merged or self.merging
        if piece.kind is Kind.ARTICLE and piece.children and self._from(whole, piece) < _FAMILY:
            taken.certain, taken.rivalled = False, True
        match_children(self.links, [(old, new)])

    def judge(self, whole: Node) -> None:
        """Say how sure the pieces of a khoản or điểm are, now that all of them are known."""
        together = sum((one.whole for one in self.pieces_of(whole)), Counter[str]())
        covered = containment(whole.whole, together) >= _COVERED
        telling = tells_apart(whole.whole, together)
        other = telling or replaced(whole.whole, together)
        for link in self.by_whole[whole]:
            piece = link.old if self.merging else link.new
            all_there = covered and containment(piece.whole, whole.whole) >= _PIECE
            left = whole.whole - (together - piece.whole)
            link.rivalled = telling or containment(piece.whole, left) < _PIECE
            link.certain = not link.rivalled and not other and (link.certain or all_there)

    def _from(self, whole: Node, piece: Node) -> int:
        """Count the provisions right beneath a piece that come from right beneath a whole."""
        return sum(one.parent is whole for child in piece.children for one in self.wholes(child))


def match_pieces(links: Links, kinds: frozenset[Kind]) -> None:
    """Link leftovers of these levels that one text holds as a piece of a provision of the other."""
    for merging in (False, True):
        direction = Direction(links, merging)
        for nodes in (direction.pieces, direction.pieces[::-1]):
            for piece in nodes:
                if piece not in direction.by_piece and piece.kind in kinds:
                    _match_piece(direction, piece)


def judge_pieces(links: Links) -> None:
    """Say of every khoản and điểm that was split or merged how sure its pieces are.

    Pieces that together differ from the whole in a telling word may be those of its near-twin.
    """
    for merging in (False, True):
        direction = Direction(links, merging)
        for whole in direction.by_whole:
            if whole.kind in SMALL and len(direction.by_whole[whole]) > 1:
                direction.judge(whole)


def _match_piece(direction: Direction, piece: Node) -> None:
    if piece.whole.total() < SHORT:
        return
    best, score = None, 0.0
    for whole, rest in _candidates(direction, piece):
        held = _held(piece, whole, rest)
        if held > score:
            best, score = whole, held
    if best and score >= _PIECE:
        direction.link(best, piece, score)


def _held(piece: Node, whole: Node, rest: Counter[str]) -> float:
    """Give the share of a piece that the rest of a whole holds.

    A piece may have got more words of its own, if the whole of what is left reads on in it.
    """
    held = containment(piece.whole, rest)
    enough = rest.total() >= max(2 * SHORT, _REST * whole.whole.total(), _GROWN * piece.whole.total())
    return max(held, _SURE) if enough and containment(rest, piece.whole) >= _PIECE else held


def _candidates(direction: Direction, piece: Node) -> Iterator[tuple[Node, Counter[str]]]:
    """Yield what a piece may come from, with the words of it that no other piece has taken."""
    near = [one for one in (sibling(piece, -1), sibling(piece, 1)) if one]
    found = {whole for one in near for whole in direction.wholes(one)}
    found |= {parent for child in piece.children for one in direction.wholes(child) if (parent := one.parent)}
    for whole in sorted(found, key=lambda one: one.index):
        if whole.kind is piece.kind:
            taken = sum((one.whole for one in direction.pieces_of(whole)), Counter[str]())
            yield whole, whole.whole - taken
    if piece.parent and piece.kind in SMALL:  # an article or khoản whose words became khoản or điểm
        for whole in direction.wholes(piece.parent):
            yield whole, whole.own - piece.parent.own


def match_container_pieces(links: Links) -> None:
    """Link a new Chương or Mục to the old one that most of its Điều come from, and the other way round."""
    for merging in (False, True):
        direction = Direction(links, merging)
        for piece in direction.pieces:
            if piece.is_container and piece not in direction.by_piece:
                _match_container_piece(direction, piece)


def _match_container_piece(direction: Direction, piece: Node) -> None:
    held = articles(piece)
    votes = Counter(
        above
        for one in held
        for whole in direction.wholes(one)
        for above in whole.above()
        if above.kind is piece.kind
    )
    for whole, count in votes.most_common(1):
        if len(held) > 1 and count >= _MOST * len(held) and direction.pieces_of(whole):
            direction.link(whole, piece, count / len(held))
