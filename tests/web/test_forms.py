"""Days are typed as they are written here, whatever language the browser speaks."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from draftreview.web.forms import DayField


class Letter(Form):
    """A form with a day."""

    day = DayField("Ngày")


@pytest.mark.parametrize("typed", ["02/11/2017", "2/11/2017", "2017-11-02"])
def test_a_day_is_read_as_written(app: Flask, typed: str) -> None:
    with app.test_request_context():
        form = Letter(MultiDict({"day": typed}))
        assert form.validate()
        assert form.day.data == date(2017, 11, 2)


def test_a_day_is_shown_as_dd_mm_yyyy(app: Flask) -> None:
    with app.test_request_context():
        shown = str(Letter(data={"day": date(2017, 11, 2)}).day())
        assert ('value="02/11/2017"' in shown, 'type="text"' in shown) == (True, True)


@pytest.mark.parametrize("typed", ["31/02/2017", "hôm nay", "11/22/2017"])
def test_what_is_no_day_says_how_to_write_one(app: Flask, typed: str) -> None:
    with app.test_request_context():
        form = Letter(MultiDict({"day": typed}))
        assert not form.validate()
        assert "02/11/2017" in form.errors["day"][0]
        assert typed in str(form.day())
