"""The form of the search page: what is looked for, and within what, with the counts beside each choice."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, RadioField, SearchField, SelectField
from wtforms.validators import Optional

from draftreview.domain.numbering import rank
from draftreview.domain.provisions import component_eid, steps
from draftreview.domain.search import (
    DocumentKind,
    Facet,
    FacetCount,
    Order,
    SearchQuestion,
    SearchResult,
)
from draftreview.domain.vocabulary import CATEGORY_LABELS, OUTCOME_LABELS, Category, Outcome
from draftreview.services.agencies import slug
from draftreview.web.forms import DayField, options, said

KINDS: Mapping[DocumentKind, Any] = {
    DocumentKind.PROVISION: _l("Nội dung dự thảo"),
    DocumentKind.COMMENT: _l("Ý kiến góp ý"),
    DocumentKind.PROPOSAL: _l("Câu chữ đề xuất"),
    DocumentKind.DISPOSITION: _l("Tiếp thu, giải trình"),
    DocumentKind.REPLY: _l("Văn bản góp ý"),
}
ORDERS: Mapping[Order, Any] = {
    Order.RELEVANCE: _l("Liên quan nhất"),
    Order.PLACE: _l("Theo thứ tự văn bản"),
    Order.DATE: _l("Mới nhất"),
}


class SearchForm(Form):
    """What is looked for and within what; all of it stands in the address.

    Whatever the address chooses is let through: what it comes to is for the engine to say.
    """

    q = SearchField(_l("Từ cần tìm"))
    kind = SelectField(_l("Tìm trong"), validate_choice=False)
    draft = SelectField(_l("Dự thảo"), validate_choice=False)
    version = SelectField(_l("Bản dự thảo"), validate_choice=False)
    chapter = SelectField(_l("Chương"), validate_choice=False)
    article = SelectField(_l("Điều"), validate_choice=False)
    agency = SelectField(_l("Cơ quan"), validate_choice=False)
    outcome = SelectField(_l("Kết quả xử lý"), validate_choice=False)
    category = SelectField(_l("Loại góp ý"), validate_choice=False)
    topic = SelectField(_l("Nội dung trọng tâm"), validate_choice=False)
    month = SelectField(_l("Tháng"), validate_choice=False)
    since = DayField(_l("Từ ngày"), validators=[Optional()])
    until = DayField(_l("Đến ngày"), validators=[Optional()])
    order = RadioField(
        _l("Sắp xếp"), choices=options(ORDERS.items()), default=Order.RELEVANCE.value, validate_choice=False
    )

    def __init__(self, address: MultiDict[str, str]) -> None:
        super().__init__(address)
        self.validate()

    def _choice(self, facet: Facet) -> SelectField:
        field = self._fields[facet.value]
        assert isinstance(field, SelectField)
        return field

    @property
    def facets(self) -> list[Field]:
        """List the fields that narrow and have something to choose, in their order."""
        fields = {facet: self._choice(facet) for facet in Facet}
        return [field for facet, field in fields.items() if len(list(field.choices or ())) > _FEWEST[facet]]

    def question(self) -> SearchQuestion:
        """Give what is asked, as yet by nobody."""
        return SearchQuestion(
            said(self.q),
            frozenset(),
            within={facet: said(self._choice(facet)) for facet in Facet if said(self._choice(facet))},
            since=None if self.since.errors else self.since.data,
            until=None if self.until.errors else self.until.data,
            order=Order(self.order.data) if self.order.data in set(Order) else Order.RELEVANCE,
            counted=True,
        )

    def show(self, result: SearchResult, order: Order) -> None:
        """Offer what the hits can be narrowed by; what did not take effect is not chosen."""
        self.order.data = order.value
        for facet in Facet:
            counts = sorted(result.facets.get(facet, ()), key=_ORDER[facet], reverse=facet in _FALLING)
            labelled = [(one.value, f"{_LABELS[facet](one)} ({one.count})") for one in counts]
            self._choice(facet).choices = options([("", _ALL[facet]), *labelled])
            self._choice(facet).data = result.within.get(facet, "")

    def chosen(self, result: SearchResult) -> list[tuple[str, str, str]]:
        """List the filters at work: the field's name, its label, and what was chosen."""
        found = [
            (facet.value, str(self._choice(facet).label.text), _LABELS[facet](one))
            for facet in Facet
            for one in result.facets.get(facet, ())
            if one.value == result.within.get(facet)
        ]
        days = [field for field in (self.since, self.until) if field.data and not field.errors]
        return found + [(field.name, str(field.label.text), f"{field.data:%d/%m/%Y}") for field in days]

    def address(self, **instead: object) -> dict[str, Any]:
        """Give what stands in the address of this search; what is as ever is left out."""
        days = {field.name: f"{field.data:%d/%m/%Y}" for field in (self.since, self.until) if field.data}
        data = {field.name: field.data for field in self if field.data} | days
        if data.get("order") == Order.RELEVANCE.value:
            del data["order"]
        return {name: value for name, value in (data | instead).items() if value}


_FEWEST = dict.fromkeys(Facet, 1) | {Facet.DRAFT: 2}
"""Choices, “all” among them, up to which there is nothing to choose: of one draft nobody asks which."""

_FALLING = frozenset({Facet.VERSION, Facet.MONTH})

_ALL: Mapping[Facet, Any] = {
    Facet.KIND: _l("Tất cả"),
    Facet.DRAFT: _l("Mọi dự thảo"),
    Facet.VERSION: _l("Mọi bản"),
    Facet.CHAPTER: _l("Mọi chương"),
    Facet.ARTICLE: _l("Mọi điều"),
    Facet.AGENCY: _l("Mọi cơ quan"),
    Facet.OUTCOME: _l("Mọi kết quả"),
    Facet.CATEGORY: _l("Mọi loại"),
    Facet.TOPIC: _l("Mọi nội dung"),
    Facet.MONTH: _l("Mọi tháng"),
}


def _kept(one: FacetCount) -> str:
    return one.label or one.value


def _month(one: FacetCount) -> str:
    year, _dash, month = one.value.partition("-")
    return _("Tháng %(month)s/%(year)s", month=month, year=year)


_LABELS: Mapping[Facet, Callable[[FacetCount], str]] = dict.fromkeys(Facet, _kept) | {
    Facet.KIND: lambda one: str(KINDS[DocumentKind(one.value)]),
    Facet.VERSION: lambda one: _("Lần %(number)s", number=one.value),
    Facet.OUTCOME: lambda one: _(OUTCOME_LABELS[Outcome(one.value)]),
    Facet.CATEGORY: lambda one: _(CATEGORY_LABELS[Category(one.value)]),
    Facet.MONTH: _month,
}


def _in_the_text(one: FacetCount) -> tuple[int, str, list[Any]]:
    """Sort provisions as they stand in the text, the act itself before what is attached to it."""
    component = component_eid(one.value)
    return len(component), component, [rank(kind, number) for kind, number in steps(one.value)]


def _listed(words: Iterable[str]) -> Callable[[FacetCount], int]:
    order = list(words)
    return lambda one: order.index(one.value)


_ORDER: Mapping[Facet, Callable[[FacetCount], Any]] = dict.fromkeys(Facet, lambda one: one.value) | {
    Facet.KIND: _listed(DocumentKind),
    Facet.VERSION: lambda one: int(one.value),
    Facet.CHAPTER: _in_the_text,
    Facet.ARTICLE: _in_the_text,
    Facet.AGENCY: lambda one: slug(one.label),
    Facet.OUTCOME: _listed(Outcome),
    Facet.CATEGORY: _listed(Category),
}
