"""A tree printed back as text: the same words in the same order, one paragraph a line."""

from collections.abc import Iterator

from draftreview.domain.provisions import CONTAINERS, WORDS, Component, Kind, Provision, Tree


def as_text(tree: Tree) -> str:
    """Print a whole tree."""
    return "\n".join(line for component in tree.components for line in component_lines(component))


def component_lines(component: Component) -> Iterator[str]:
    """Yield the lines of one component."""
    yield from _paragraphs(component.title, component.preamble)
    for child in component.children:
        yield from provision_lines(child)
    yield from _paragraphs(component.closing)


def provision_lines(provision: Provision) -> Iterator[str]:
    """Yield the lines of one provision with everything inside it."""
    own = provision.heading if provision.kind in (*CONTAINERS, Kind.ARTICLE) else ""
    texts = list(_paragraphs(provision.text))
    if provision.kind in CONTAINERS:
        yield label(provision)
        yield from _paragraphs(own)
    elif own:
        yield f"{label(provision)} {own}"
    else:
        yield " ".join(filter(None, (label(provision), *texts[:1])))
        texts = texts[1:]
    yield from texts
    for child in provision.children:
        yield from provision_lines(child)
    yield from _paragraphs(provision.tail)


def label(provision: Provision) -> str:
    """Write how a provision begins in print: "Chương I", "Điều 5.", "2.", "đ)".

    >>> label(Provision(Kind.POINT, "đ"))
    'đ)'
    """
    if provision.kind is Kind.POINT:
        return f"{provision.number})"
    if provision.kind is Kind.CLAUSE:
        return f"{provision.number}."
    words = f"{WORDS[provision.kind]} {provision.number}"
    return f"{words}." if provision.kind is Kind.ARTICLE else words


def _paragraphs(*texts: str) -> Iterator[str]:
    for text in texts:
        if text:
            yield from text.split("\n")
