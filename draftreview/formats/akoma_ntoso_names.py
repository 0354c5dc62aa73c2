"""The names that writing and reading Akoma Ntoso 3.0 share: namespace, elements, document names."""

from collections.abc import Mapping

from draftreview.domain.provisions import ComponentKind, Kind

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
TAG = f"{{{NAMESPACE}}}"

ELEMENTS: Mapping[Kind, str] = {
    Kind.PART: "part",
    Kind.CHAPTER: "chapter",
    Kind.SECTION: "section",
    Kind.SUBSECTION: "subsection",
    Kind.ARTICLE: "article",
    Kind.CLAUSE: "paragraph",
    Kind.POINT: "point",
}

DOCUMENT_NAMES: Mapping[ComponentKind, str] = {
    ComponentKind.MAIN: "decision",
    ComponentKind.REGULATION: "regulation",
    ComponentKind.APPENDIX: "appendix",
}

COLLECTION = "collection"
"""The name of a bill that is nothing but its attachments: a file without a Quyết định of its own."""

EMPTY = "empty"
"""The name of the container that stands in a body without provisions: no body may be empty."""

TITLE = "title"
"""The name of the container of a component's own title lines."""
