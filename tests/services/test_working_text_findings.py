"""What the next version shows before it is issued: reasons behind changes, and what does not show."""

import pytest

from draftreview.domain.findings import Extent
from draftreview.domain.merging_changes import Words
from draftreview.services.working_text_editing import Grounds
from draftreview.services.working_text_findings import findings_in
from tests.factories import Factory
from tests.services.accepting import BY_POST, CLAUSE, ON_SOFTWARE, OTHER, Desk


@pytest.fixture
def desk(make: Factory) -> Desk:
    return Desk(make, make.round())


def test_every_change_has_its_reason(desk: Desk) -> None:
    comment = desk.accept(ON_SOFTWARE)
    new = desk.insert("Khoản mới.", OTHER)
    edit = desk.edit(Words("QUYẾT ĐỊNH", "Căn cứ khác;", "TM. ỦY BAN NHÂN DÂN"), "component:")
    found = findings_in(desk.working)
    assert found.unexplained == found.unseen == found.gone == ()
    assert sorted(key for keys in found.behind.values() for key in keys) == [comment.id, new.id]
    assert set(found.edits.values()) == {(edit.id,)}


def test_what_was_not_followed_and_nobody_carried_out_does_not_show(desk: Desk) -> None:
    left_out, chosen = desk.accept(ON_SOFTWARE), desk.accept(BY_POST)
    vague, done = desk.accept(None, OTHER), desk.accept(None, OTHER)
    desk.settle(chosen)
    desk.edit("Việc khác.", OTHER, grounds=Grounds("Theo góp ý.", (done.id,)))
    found = findings_in(desk.working)
    assert found.unseen == ((left_out.id, Extent.NOT_AT_ALL), (vague.id, Extent.NOT_AT_ALL))
    assert found.unexplained == ()


def test_an_edit_that_gave_way_explains_nothing(desk: Desk) -> None:
    desk.edit(ON_SOFTWARE.replace("trên phần mềm", "qua thư điện tử"))
    comment = desk.accept(ON_SOFTWARE)
    desk.settle()
    found = findings_in(desk.working)
    assert (list(found.behind.values()), found.edits) == ([(comment.id,)], {})
    assert desk.text(CLAUSE) == ON_SOFTWARE
